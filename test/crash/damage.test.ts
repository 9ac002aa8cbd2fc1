/** J-04 and J-09: a journal that is not as it was written is refused, and the record at fault is named. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../src/base/numerics/random.ts'
import type { EpochMs } from '../../src/base/vocabulary/quantity.ts'
import type { Refusal } from '../../src/base/vocabulary/refusal.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { GENESIS_HASH, recordHash } from '../../src/engine/journal/encoding.ts'
import type { JournalEvent } from '../../src/engine/journal/event.ts'
import { openJournal, readJournal } from '../../src/shell/journal/open-journal.ts'
import { verifyJournal } from '../../src/shell/journal/verify-journal.ts'

const FLIPS = 1000
let folder: string
let good: Buffer

const note = (n: number): JournalEvent => ({
  kind: 'note-recorded',
  notedAt_ms: n,
  trade: null,
  text: `note ${n} ${'x'.repeat((n * 37) % 900)}`,
})

/** A closed journal of 60 records, some of which overflow their page. */
function writeJournal(home: string): Buffer {
  const journal = mustAccept(openJournal(home))
  for (let n = 0; n < 60; n += 3)
    mustAccept(journal.append([note(n), note(n + 1), note(n + 2)], n as EpochMs))
  const long = { kind: 'note-recorded', notedAt_ms: 1, trade: null, text: 'y'.repeat(2000) } as const
  mustAccept(journal.append([long, long, long], 99 as EpochMs))
  journal.close()
  return fs.readFileSync(path.join(home, 'journal.sqlite'))
}

/** All that SQL can see of a file, or null where SQLite itself gives up. */
function visible(file: string): string | null {
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const all = ['SELECT * FROM sqlite_schema', 'SELECT * FROM events ORDER BY seq', 'SELECT * FROM head']
      const pragmas = ['PRAGMA user_version', 'PRAGMA application_id']
      return JSON.stringify([...all, ...pragmas].map((sql) => database.prepare(sql).all()))
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}

function homeWith(bytes: Uint8Array): string {
  const home = fs.mkdtempSync(path.join(folder, 'home-'))
  fs.writeFileSync(path.join(home, 'journal.sqlite'), bytes)
  return home
}

function refusalOnStart(home: string): Refusal | null {
  const journal = openJournal(home)
  if (!journal.ok) return journal.refusal
  journal.value.close()
  return null
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-damage-'))
  good = writeJournal(path.join(folder, 'good'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('one flipped bit of a closed journal', () => {
  it(`is refused with the record at fault wherever SQL can see it, in ${FLIPS} flips`, () => {
    const random = createRandom({ seed: 4, stream: 0 })
    const whole = visible(path.join(folder, 'good', 'journal.sqlite'))
    expect(whole).not.toBe(null)
    let seen = 0
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bit = Math.floor(random.nextUniform() * good.length * 8)
      const bytes = Buffer.from(good)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const home = homeWith(bytes)
      const file = path.join(home, 'journal.sqlite')
      const isSeen = visible(file) !== whole
      const verified = verifyJournal(file)
      const read = readJournal(home)
      const refusal = refusalOnStart(home)
      if (isSeen) {
        seen += 1
        expect(refusal?.row, `bit ${bit}: start`).toBeGreaterThanOrEqual(1)
        expect(refusal?.field, `bit ${bit}: start`).toMatch(/^seq \d+/)
        expect(read.ok, `bit ${bit}: read`).toBe(false)
        expect(verified.fault?.seq, `bit ${bit}: verify`).toBeGreaterThanOrEqual(1)
      } else if (refusal === null) {
        // What nobody can see must not be mended into something else either.
        expect(visible(file), `bit ${bit}: unseen`).toBe(whole)
      }
      fs.rmSync(home, { recursive: true })
    }
    // Most of the file is records; a test whose flips fall beside them proves nothing.
    expect(seen).toBeGreaterThan(FLIPS / 2)
    console.log(`${FLIPS} flips, ${seen} visible, all refused`)
  })

  it('names the very record whose text was changed', () => {
    for (const seq of [1, 17, 60]) {
      const text = Buffer.from(`note ${seq - 1} `)
      const at = good.indexOf(text)
      expect(at).toBeGreaterThan(0)
      const bytes = Buffer.from(good)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      const home = homeWith(bytes)
      expect(refusalOnStart(home)).toMatchObject({ code: 'journal.damaged', row: seq })
      expect(verifyJournal(path.join(home, 'journal.sqlite')).fault?.seq).toBe(seq)
    }
  })
})

/** The file changed by somebody who knows SQL and takes the guards away first. */
function tampered(...statements: readonly string[]): string {
  const home = homeWith(good)
  const database = new DatabaseSync(path.join(home, 'journal.sqlite'))
  for (const statement of statements) database.exec(statement)
  database.close()
  return home
}

describe('the file', () => {
  it('lets nobody change, remove, replace or skip a record by SQL', () => {
    const database = new DatabaseSync(path.join(homeWith(good), 'journal.sqlite'))
    for (const [sql, message] of [
      ["UPDATE events SET body = '' WHERE seq = 3", /append-only/],
      ['DELETE FROM events WHERE seq = 63', /append-only/],
      ['DELETE FROM head', /append-only/],
      ["INSERT OR REPLACE INTO events VALUES (3, 1, '', '', '')", /follows/],
      ["INSERT INTO events VALUES (65, 1, '', '', '')", /follows/],
    ] as const) {
      expect(() => database.exec(sql), sql).toThrow(message)
    }
    database.close()
  })

  it('is refused without its triggers, without its last record, or with a wrong head', () => {
    const removal = ['DROP TRIGGER events_remain', 'DELETE FROM events WHERE seq = 63']
    const restored =
      "CREATE TRIGGER events_remain BEFORE DELETE ON events\nBEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for (const home of [
      tampered('DROP TRIGGER events_stay'),
      tampered(...removal),
      tampered(...removal, restored),
      tampered('UPDATE head SET seq = 62'),
    ]) {
      expect(refusalOnStart(home)).toMatchObject({ code: 'journal.damaged' })
      expect(verifyJournal(path.join(home, 'journal.sqlite')).ok).toBe(false)
    }
  })

  it('is refused where it is of a newer Kondor, with what to do', () => {
    const refusal = refusalOnStart(tampered('PRAGMA user_version = 2'))
    expect(refusal).toMatchObject({ code: 'journal.newer-schema', row: 1 })
    expect(refusal?.fix).toContain('Update Kondor')
  })

  it('is refused where it holds a kind of event this Kondor does not know', () => {
    const body = '{"event":{"kind":"moon-landed"},"recordedAt_ms":1}'
    const journal = mustAccept(readJournal(homeWith(good)))
    const record = { seq: 64, schemaVersion: 1, prevHash: journal.head.hash, body }
    const values = `(64, 1, '${record.prevHash}', '${recordHash(record)}', '${body}')`
    const home = tampered(`INSERT INTO events VALUES ${values}`)
    expect(refusalOnStart(home)).toMatchObject({ code: 'journal.unknown-event', row: 64 })
    expect(verifyJournal(path.join(home, 'journal.sqlite')).fault).toMatchObject({ seq: 64 })
  })

  it('is refused where it is no journal at all', () => {
    const home = homeWith(Buffer.from('not a database, however long it may be'.repeat(40)))
    expect(refusalOnStart(home)).toMatchObject({ code: 'journal.damaged', row: 1 })
    expect(GENESIS_HASH).toHaveLength(64)
  })

  it('is made anew where a process died while making it', () => {
    expect(refusalOnStart(homeWith(new Uint8Array(0)))).toBe(null)
  })
})

describe('a folder that may not be written to', () => {
  const script = `
    import { openJournal, readJournal } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../src/shell/journal/open-journal.ts'))}
    process.setgid?.(65534)
    process.setuid?.(65534)
    const [home] = process.argv.slice(-1)
    const journal = openJournal(home)
    const read = readJournal(home)
    console.log(JSON.stringify({ refusal: journal.ok ? null : journal.refusal, read: read.ok ? read.value.head.seq : null }))
  `
  // Rights do not bind the superuser, so as such the test becomes nobody first.
  const isSuper = process.getuid?.() === 0
  it.skipIf(!isSuper)('is refused with the fix, and can still be read', () => {
    const home = homeWith(good)
    fs.chmodSync(folder, 0o755)
    fs.chmodSync(home, 0o555)
    fs.chmodSync(path.join(home, 'journal.sqlite'), 0o444)
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, home], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const said = JSON.parse(stdout) as { readonly refusal: Refusal | null; readonly read: number | null }
    expect(said.refusal).toMatchObject({ code: 'journal.read-only' })
    expect(said.refusal?.fix).toContain('right to write')
    expect(said.read).toBe(63)
  })
})
