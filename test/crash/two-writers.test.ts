/** J-07: one writer at a time, and the lock of a dead one is nobody's. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyJournal } from '../../src/shell/journal/verify-journal.ts'

const writer = path.resolve(import.meta.dirname, 'append-forever.ts')
let home: string
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-two-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

async function startWriter(): Promise<{ readonly child: ChildProcess; readonly said: () => string }> {
  const child = spawn(process.execPath, [writer, home], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  return { child, said: () => said }
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.on('close', resolve))

describe('a second writer', () => {
  it('is refused within two seconds with the name of the first, which goes on', async () => {
    const first = await startWriter()
    const second = spawnSync(process.execPath, [writer, home, '1'], { encoding: 'utf8' })
    // From asking for the journal to being refused; how long Node takes to start is the machine's affair.
    const took = Number(/after (\d+) ms/.exec(second.stdout)?.[1] ?? Number.NaN)
    expect(second.status).toBe(65)
    expect(second.stdout).toContain('journal.locked')
    expect(second.stdout).toContain(`process ${first.child.pid}, started 20`)
    expect(took, 'milliseconds').toBeLessThan(2000)
    const before = first.said().length
    await expect.poll(() => first.said().length, { timeout: 5000 }).toBeGreaterThan(before)
    first.child.kill('SIGKILL')
    await ended(first.child)
  })

  it('takes over from one that was killed, whatever name that one left behind', () => {
    expect(fs.existsSync(path.join(home, 'journal.holder.json'))).toBe(true)
    const { status, stdout } = spawnSync(process.execPath, [writer, home, '3'], { encoding: 'utf8' })
    expect(stdout).toMatch(/^opened \d+/)
    expect(status).toBe(0)
    expect(verifyJournal(path.join(home, 'journal.sqlite')).fault).toBe(null)
    expect(fs.existsSync(path.join(home, 'journal.holder.json'))).toBe(false)
  })
})
