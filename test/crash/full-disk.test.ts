/** J-05, one of its three ways: no room for another record halts the writer, and harms nothing. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { verifyJournal } from '../../src/shell/journal/verify-journal.ts'

const writer = path.resolve(import.meta.dirname, 'append-forever.ts')
const bash = spawnSync('bash', ['-c', 'ulimit -f 300']).status === 0

it.skipIf(!bash)(
  'a full disk halts the writer by name; all it acknowledged is there, and it goes on with room',
  () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-full-'))
    // 300 KiB a file: the log is full long before it is moved into the journal.
    const limited = spawnSync(
      'bash',
      ['-c', 'ulimit -f 300; exec "$@"', 'bash', process.execPath, writer, home],
      {
        encoding: 'utf8',
      },
    )
    const lines = limited.stdout.trimEnd().split('\n')
    expect(limited.status).toBe(74)
    expect(lines.at(-1)).toContain('journal.full')
    const acknowledged = lines.filter((line) => /^\d+ [0-9a-f]{64}$/.test(line))
    expect(acknowledged.length).toBeGreaterThan(5)
    const after = spawnSync(process.execPath, [writer, home, '2'], { encoding: 'utf8' })
    expect(after.stdout).toContain(`opened ${acknowledged.at(-1)}\n`)
    expect(after.status).toBe(0)
    const verified = verifyJournal(path.join(home, 'journal.sqlite'))
    expect(verified).toMatchObject({ fault: null, records: acknowledged.length + 2 })
    fs.rmSync(home, { recursive: true })
  },
)
