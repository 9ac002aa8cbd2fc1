import { stop } from './refused-input.ts'

/**
 * Bytes to text: UTF-8 only, byte-order mark removed, no NUL. Other encodings are refused by name rather than read as
 * something they are not.
 */
export async function* textChunks(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  const refuseEncoding = (was: string): never =>
    stop('file.bad-encoding', { field: 'encoding', was, wanted: 'UTF-8 text', source })
  for await (const chunk of chunks) {
    if (first && chunk.length >= 2 && isUtf16(chunk)) refuseEncoding('UTF-16')
    if (first && isBinary(chunk)) refuseEncoding('a binary file')
    first = false
    if (chunk.includes(0)) refuseEncoding('NUL bytes')
    yield decode(() => decoder.decode(chunk, { stream: true }), refuseEncoding)
  }
  const rest = decode(() => decoder.decode(), refuseEncoding)
  if (rest !== '') yield rest
}

function decode(step: () => string, refuseEncoding: (was: string) => never): string {
  try {
    return step()
  } catch {
    return refuseEncoding('bytes that are not UTF-8')
  }
}

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

const BINARY_STARTS = [
  'PAR1',
  'SQLi',
  '\u0089PNG',
  '%PDF',
  '\u00d0\u00cf\u0011\u00e0',
  '\u0028\u00b5\u002f\u00fd',
]

/** Parquet, SQLite, pictures, documents and zstd are recognised by their first bytes. */
const isBinary = (bytes: Uint8Array): boolean => {
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  return BINARY_STARTS.includes(start)
}
