import fs from 'node:fs'
import path from 'node:path'

/** The folders of a store: one kind of data each. */
export type StoreKind = 'chains' | 'bars' | 'series' | 'futures'

/** One stored file, known from its name alone: `<key>-<hash>.parquet`. */
export interface StoredFile {
  readonly path: string
  /** Sortable: the quotes' instant for chains, the import's for the rest. */
  readonly key: number
  readonly hash: string
}

const HASH_LENGTH = 16
const NAME = /^(\d{15})-([0-9a-f]{16})\.parquet$/

/** The folder of a symbol. Any text is safe: what is not a letter, digit, caret or hyphen is percent-encoded. */
export function folderOf(home: string, kind: StoreKind, symbol: string): string {
  const safe = [...Buffer.from(symbol, 'utf8')]
    .map((byte) => {
      const letter = String.fromCharCode(byte)
      return /[A-Za-z0-9^-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
  return path.join(home, kind, safe)
}

export function fileFor(folder: string, key: number, hash: string): string {
  return path.join(folder, `${String(key).padStart(15, '0')}-${hash.slice(0, HASH_LENGTH)}.parquet`)
}

/** Files of a folder, ascending by key then hash; names that are not ours (unfinished writes) are passed over. */
export function filesIn(folder: string): readonly StoredFile[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .flatMap((name) => {
      const match = NAME.exec(name)
      return match === null ? [] : [{ path: path.join(folder, name), key: Number(match[1]), hash: match[2] }]
    })
    .sort((a, b) => a.key - b.key || (a.hash < b.hash ? -1 : 1))
}

export function symbolsIn(home: string, kind: StoreKind): readonly string[] {
  const folder = path.join(home, kind)
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder).map(decodeURIComponent).sort()
}

export function holdsHash(files: readonly StoredFile[], hash: string): boolean {
  return files.some((file) => file.hash === hash.slice(0, HASH_LENGTH))
}
