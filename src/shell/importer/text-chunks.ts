import { stop } from './refused-input.ts'

/**
 * Bytes to text: UTF-8 only, byte-order mark removed, no NUL. Other encodings are refused by name and line rather than
 * read as something they are not.
 */
export async function* textChunks(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const refuseEncoding = (was: string, row: number | null): never =>
    stop('file.bad-encoding', { field: 'encoding', was, wanted: 'UTF-8 text', source, row })
  let first = true
  let lines = 1
  for await (const chunk of chunks) {
    if (first) {
      const stranger = strangerOf(chunk)
      if (stranger !== null) refuseEncoding(stranger, null)
      first = false
    }
    const nul = chunk.indexOf(0)
    if (nul >= 0) refuseEncoding('a NUL byte', lines + newlines(chunk.subarray(0, nul)))
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      text = refuseEncoding('bytes that are not UTF-8', lines + newlines(validStart(chunk)))
    }
    lines += newlines(chunk)
    yield text
  }
  try {
    decoder.decode()
  } catch {
    refuseEncoding('half a character at the end', lines)
  }
}

const NEWLINE = 0x0a

function newlines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}

/** The whole lines of a chunk before the first that is not UTF-8; a character cut by the chunk's start counts as sound. */
function validStart(chunk: Uint8Array): Uint8Array {
  const decoder = new TextDecoder('utf-8')
  let from = 0
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
    const line = decoder.decode(chunk.subarray(from, at))
    if (from > 0 && line.includes('\uFFFD')) break
    from = at + 1
  }
  return chunk.subarray(0, from)
}

const BINARY_STARTS: Readonly<Record<string, string>> = {
  PAR1: 'a Parquet file',
  SQLi: 'an SQLite file',
  '\u0089PNG': 'a picture',
  '%PDF': 'a PDF',
  '\u00d0\u00cf\u0011\u00e0': 'an old office document',
  '\u0028\u00b5\u002f\u00fd': 'a zstd archive',
  '\u00fd7zX': 'an xz archive',
  '7z\u00bc\u00af': 'a 7z archive',
  'PK\u0003\u0004': 'an archive inside an archive',
}

/** What the first bytes say where they are not of UTF-8 text. */
function strangerOf(bytes: Uint8Array): string | null {
  const [one, two] = bytes
  if (one === 0x1f && two === 0x8b) return 'an archive inside an archive'
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return 'UTF-16'
  return BINARY_STARTS[String.fromCharCode(...bytes.subarray(0, 4))] ?? null
}
