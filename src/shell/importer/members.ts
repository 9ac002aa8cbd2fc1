import fs from 'node:fs'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import yauzl from 'yauzl'
import { LIMITS } from './limits.ts'
import { RefusedInput, stop } from './refused-input.ts'

/** One text in a file: the file itself, what a gz holds, or a member of a zip. */
export interface Member {
  /** What refusals name: the path, and for a zip's member `path!member`. */
  readonly source: string
  readonly name: string
  readonly archive: string | null
  readonly chunks: AsyncIterable<Uint8Array>
}

const MAGIC_LENGTH = 8

/** Opens a file by its content, not its name: gz and zip are unpacked as they stream, anything else is taken as text. */
export async function* membersOf(file: string): AsyncGenerator<Member> {
  const size = sizeOf(file)
  const magic = firstBytes(file)
  const base = path.basename(file)
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    const name = base.replace(/\.gz$/i, '')
    yield { source: file, name, archive: null, chunks: guarded(gunzip(file), size, file) }
  } else if (magic[0] === 0x50 && magic[1] === 0x4b) {
    yield* zipMembers(file, base)
  } else {
    yield { source: file, name: base, archive: null, chunks: fs.createReadStream(file) }
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
  if (!stats.isFile())
    stop('file.unreadable', { field: 'path', was: 'a folder or device', wanted: 'a file', source: file })
  if (stats.size === 0)
    stop('file.empty', { field: 'size', was: '0 bytes', wanted: 'some data', source: file })
  return stats.size
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(MAGIC_LENGTH)
  try {
    const handle = fs.openSync(file, 'r')
    fs.readSync(handle, bytes, 0, MAGIC_LENGTH, 0)
    fs.closeSync(handle)
  } catch (error) {
    stop('file.unreadable', {
      field: 'path',
      was: (error as Error).message,
      wanted: 'a readable file',
      source: file,
    })
  }
  return bytes
}

async function* gunzip(file: string): AsyncGenerator<Uint8Array> {
  const unpacked = fs.createReadStream(file).pipe(createGunzip())
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array
  } catch (error) {
    stop(...archiveFault(error, file))
  }
}

async function* zipMembers(file: string, base: string): AsyncGenerator<Member> {
  let zip: yauzl.ZipFile
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch (error) {
    stop('file.bad-archive', {
      field: 'zip',
      was: (error as Error).message,
      wanted: 'a whole zip file',
      source: file,
    })
  }
  try {
    let count = 0
    for await (const entry of zip.eachEntry()) {
      if (isJunk(entry.fileName)) continue
      count += 1
      const source = `${file}!${entry.fileName}`
      if (count > LIMITS.members) {
        stop('file.too-large', {
          field: 'members',
          was: `over ${LIMITS.members}`,
          wanted: `at most ${LIMITS.members}`,
          source: file,
        })
      }
      refuseDeclaredBomb(entry, source)
      if (!entry.canDecodeFileData()) {
        stop('file.bad-archive', {
          field: 'method',
          was: `encrypted or method ${entry.compressionMethod}`,
          wanted: 'stored or deflated',
          source,
        })
      }
      const chunks = guarded(inflate(zip, entry, source), entry.compressedSize, source)
      yield { source, name: path.posix.basename(entry.fileName), archive: base, chunks }
    }
    if (count === 0)
      stop('file.empty', { field: 'members', was: 'none', wanted: 'a data file', source: file })
  } catch (error) {
    if (error instanceof RefusedInput) throw error
    stop(...archiveFault(error, file))
  } finally {
    zip.close()
  }
}

async function* inflate(zip: yauzl.ZipFile, entry: yauzl.Entry, source: string): AsyncGenerator<Uint8Array> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) yield chunk as Uint8Array
  } catch (error) {
    if (error instanceof RefusedInput) throw error
    stop(...archiveFault(error, source))
  }
}

/** Folders, resource forks and hidden files that archivers add. */
const isJunk = (name: string): boolean =>
  name.endsWith('/') || name.startsWith('__MACOSX/') || path.posix.basename(name).startsWith('.')

function refuseDeclaredBomb(entry: yauzl.Entry, source: string): void {
  const allowed = Math.max(LIMITS.expandFreelyBytes, entry.compressedSize * LIMITS.expansionFactor)
  if (entry.uncompressedSize > allowed) {
    stop('file.bomb', {
      field: 'size',
      was: `${entry.uncompressedSize} bytes from ${entry.compressedSize}`,
      wanted: `at most ${allowed}`,
      source,
    })
  }
}

/** Passes bytes on until they exceed what their packed size can honestly hold. */
async function* guarded(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
  source: string,
): AsyncGenerator<Uint8Array> {
  const allowed = Math.max(LIMITS.expandFreelyBytes, packedBytes * LIMITS.expansionFactor)
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > allowed) {
      stop('file.bomb', {
        field: 'size',
        was: `over ${allowed} bytes from ${packedBytes}`,
        wanted: `at most ${allowed}`,
        source,
      })
    }
    yield chunk
  }
}

function archiveFault(error: unknown, source: string): Parameters<typeof stop> {
  const message = error instanceof Error ? error.message : String(error)
  const cut = /unexpected end|Z_BUF_ERROR|not enough bytes/i.test(message)
  const code = cut ? 'file.truncated' : 'file.bad-archive'
  return [code, { field: 'archive', was: message, wanted: 'a whole archive', source }]
}
