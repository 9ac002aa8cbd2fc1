import fs from 'node:fs'
import path from 'node:path'
import { crc32, createGunzip } from 'node:zlib'
import yauzl from 'yauzl'
import { ExpansionBudget } from './expansion-budget.ts'
import { LIMITS } from './limits.ts'
import { RefusedInput, stop } from './refused-input.ts'

/** One text in a file: the file itself, what a gz holds, or a member of a zip. */
export interface Member {
  /** What refusals name: the path, and for a zip's member `path!member`. */
  readonly source: string
  readonly name: string
  readonly archive: string | null
  /** True where a checksum proves the text whole: what it lacks was never there. */
  readonly checked: boolean
  readonly chunks: AsyncIterable<Uint8Array>
}

const MAGIC_LENGTH = 4

/** Opens a file by its content, not its name: gz and zip are unpacked as they stream, anything else is taken as text. */
export async function* membersOf(file: string): AsyncGenerator<Member> {
  const size = sizeOf(file)
  const magic = firstBytes(file)
  const base = path.basename(file)
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    yield {
      source: file,
      name: base.replace(/\.gz$/i, ''),
      archive: null,
      checked: true,
      chunks: gunzip(file),
    }
  } else if (magic[0] === 0x50 && magic[1] === 0x4b && (magic[2] ?? 9) < 8) {
    yield* zipMembers(file, base, size)
  } else {
    yield { source: file, name: base, archive: null, checked: false, chunks: plain(file) }
  }
}

function sizeOf(file: string): number {
  let stats: fs.Stats
  try {
    stats = fs.statSync(file)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const code = missing ? 'file.not-found' : 'file.unreadable'
    const was = missing ? 'nothing' : (error as Error).message
    stop(code, { field: 'path', was, wanted: 'a file', source: file })
  }
  if (!stats.isFile()) {
    const was = stats.isDirectory() ? 'a folder' : 'a device or pipe'
    stop('file.unreadable', {
      field: 'path',
      was,
      wanted: 'a file',
      source: file,
      fix: 'Name the file itself.',
    })
  }
  if (stats.size === 0) {
    stop('file.empty', { field: 'size', was: '0 bytes', wanted: 'some data', source: file })
  }
  return stats.size
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(MAGIC_LENGTH)
  try {
    const handle = fs.openSync(file, 'r')
    try {
      fs.readSync(handle, bytes, 0, MAGIC_LENGTH, 0)
    } finally {
      fs.closeSync(handle)
    }
  } catch (error) {
    stop(...readFault(error, file))
  }
  return bytes
}

async function* plain(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of fs.createReadStream(file)) yield chunk as Uint8Array
  } catch (error) {
    stop(...readFault(error, file))
  }
}

async function* gunzip(file: string): AsyncGenerator<Uint8Array> {
  const budget = new ExpansionBudget(file)
  const packed = fs.createReadStream(file)
  const unpacker = createGunzip()
  packed.once('error', (error) => unpacker.destroy(error))
  try {
    for await (const chunk of packed.pipe(unpacker)) {
      const bytes = chunk as Uint8Array
      budget.spend(bytes.length, unpacker.bytesWritten)
      yield bytes
    }
  } catch (error) {
    if (error instanceof RefusedInput) throw error
    stop(...archiveFault(error, file))
  } finally {
    packed.destroy()
    unpacker.destroy()
  }
}

async function* zipMembers(file: string, base: string, size: number): AsyncGenerator<Member> {
  const budget = new ExpansionBudget(file)
  let zip: yauzl.ZipFile | null = null
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    let count = 0
    for await (const entry of zip.eachEntry()) {
      if (isJunk(entry.fileName)) continue
      count += 1
      const source = `${file}!${entry.fileName}`
      refuseEntry(entry, count, source)
      budget.declare(entry.uncompressedSize, entry.compressedSize)
      const chunks = inflate(zip, entry, source, (bytes) => budget.spend(bytes, size))
      yield { source, name: path.posix.basename(entry.fileName), archive: base, checked: true, chunks }
    }
    if (count === 0) {
      stop('file.empty', { field: 'members', was: 'none', wanted: 'a data file', source: file })
    }
  } catch (error) {
    if (error instanceof RefusedInput) throw error
    stop(...archiveFault(error, file))
  } finally {
    zip?.close()
  }
}

function refuseEntry(entry: yauzl.Entry, count: number, source: string): void {
  if (count > LIMITS.members) {
    const wanted = `at most ${LIMITS.members}`
    stop('file.too-large', { field: 'members', was: `over ${LIMITS.members}`, wanted, source })
  }
  if (entry.fileName === '[Content_Types].xml') {
    stop('file.unknown-format', {
      field: 'content',
      was: 'an office document',
      wanted: 'one of the formats Kondor reads',
      source,
      fix: 'Save the sheet as CSV (UTF-8) and import that.',
    })
  }
  if (!entry.canDecodeFileData()) {
    const was = `encrypted or method ${entry.compressionMethod}`
    stop('file.bad-archive', { field: 'method', was, wanted: 'stored or deflated', source })
  }
}

async function* inflate(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  source: string,
  spend: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let checksum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = chunk as Uint8Array
      spend(bytes.length)
      checksum = crc32(bytes, checksum)
      yield bytes
    }
  } catch (error) {
    if (error instanceof RefusedInput) throw error
    stop(...archiveFault(error, source))
  }
  if (checksum !== entry.crc32) {
    stop('file.bad-archive', {
      field: 'checksum',
      was: checksum.toString(16),
      wanted: entry.crc32.toString(16),
      source,
    })
  }
}

/** Folders, resource forks and hidden files that archivers add. */
const isJunk = (name: string): boolean =>
  name.endsWith('/') || name.startsWith('__MACOSX/') || path.posix.basename(name).startsWith('.')

function readFault(error: unknown, source: string): Parameters<typeof stop> {
  const was = error instanceof Error ? error.message : String(error)
  return ['file.unreadable', { field: 'path', was, wanted: 'a readable file', source }]
}

/** Messages of zlib and yauzl for archives that end too early. */
const CUT = /unexpected end|not enough bytes|file is truncated|too (?:few|small)|end of central directory/i

function archiveFault(error: unknown, source: string): Parameters<typeof stop> {
  const was = error instanceof Error ? error.message : String(error)
  const code = CUT.test(was) ? 'file.truncated' : 'file.bad-archive'
  return [code, { field: 'archive', was, wanted: 'a whole archive', source }]
}
