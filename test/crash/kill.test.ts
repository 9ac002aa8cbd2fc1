/** J-01 and J-02: what was acknowledged survives `kill -9`, and is synced before it is acknowledged. */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/base/numerics/random.ts'
import { readJournal } from '../../src/shell/journal/open-journal.ts'
import { verifyJournal } from '../../src/shell/journal/verify-journal.ts'

const writer = path.resolve(import.meta.dirname, 'append-forever.ts')
const LANES = 4
const KILLS_A_LANE = 50
const LIFE_MAX_MS = 60

interface Life {
  readonly opened: { readonly seq: number; readonly hash: string } | null
  readonly acknowledged: ReadonlyMap<number, string>
  readonly refused: string | null
}

/** Starts a writer, lets it live for a while after it has opened the journal, kills it, and reads what it said. */
function liveAndDie(home: string, life_ms: number): Promise<Life> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [writer, home], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    let timer: NodeJS.Timeout | null = null
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      timer ??= setTimeout(() => child.kill('SIGKILL'), life_ms)
    })
    child.on('close', () => resolve(lifeOf(said)))
  })
}

function lifeOf(said: string): Life {
  // The last line may be cut by the kill: it acknowledges nothing.
  const lines = said.split('\n').slice(0, -1)
  const refused = lines.find((line) => line.startsWith('refused')) ?? null
  const first = lines[0]?.split(' ')
  const opened = first?.[0] === 'opened' ? { seq: Number(first[1]), hash: first[2] ?? '' } : null
  const acknowledged = lines.slice(1).map((line): [number, string] => {
    const [seq, hash] = line.split(' ')
    return [Number(seq), hash ?? '']
  })
  return { opened, acknowledged: new Map(refused === null ? acknowledged : []), refused }
}

async function lane(number: number): Promise<{ readonly kills: number; readonly acknowledged: number }> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-kill-'))
  const random = createRandom({ seed: 20_240_105, stream: number })
  const all = new Map<number, string>()
  let last = 0
  for (let kill = 0; kill < KILLS_A_LANE; kill += 1) {
    const life = await liveAndDie(home, random.nextUniform() * LIFE_MAX_MS)
    expect(life.refused, `start ${kill} of lane ${number}`).toBe(null)
    expect(life.opened?.seq, 'nothing acknowledged was lost').toBeGreaterThanOrEqual(last)
    if (all.has(life.opened?.seq ?? 0)) expect(life.opened?.hash).toBe(all.get(life.opened?.seq ?? 0))
    for (const [seq, hash] of life.acknowledged) {
      expect(seq, 'no number is given twice').not.toBe(all.has(seq) ? seq : -1)
      all.set(seq, hash)
    }
    last = Math.max(last, life.opened?.seq ?? 0, ...life.acknowledged.keys())
  }
  checkAll(home, all, last)
  fs.rmSync(home, { recursive: true })
  return { kills: KILLS_A_LANE, acknowledged: all.size }
}

/** Two readers that share no code agree that nothing is missing, and each acknowledged hash stands at its number. */
function checkAll(home: string, acknowledged: ReadonlyMap<number, string>, last: number): void {
  const verified = verifyJournal(path.join(home, 'journal.sqlite'))
  expect(verified.fault).toBe(null)
  expect(verified.records).toBeGreaterThanOrEqual(last)
  const read = readJournal(home)
  expect(read.ok ? read.value.head.seq : read.refusal).toBe(verified.records)
  const hashes = read.ok ? read.value.hashes : []
  for (const [seq, hash] of acknowledged) expect(hashes[seq - 1], `seq ${seq}`).toBe(hash)
}

describe('a journal whose writer is killed', () => {
  it('loses nothing it has acknowledged in 200 kills, and starts again each time', async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)))
    const kills = lanes.reduce((sum, { kills }) => sum + kills, 0)
    const acknowledged = lanes.reduce((sum, lane) => sum + lane.acknowledged, 0)
    expect(kills).toBe(200)
    // The kills must have fallen among writes, or they prove nothing.
    expect(acknowledged).toBeGreaterThan(1000)
    console.log(`${kills} kills, ${acknowledged} acknowledged events, none lost`)
    // 200 starts of Node: half a minute alone on two cores, minutes among others.
  }, 300_000)
})

describe('an acknowledged batch', () => {
  const tracer = spawnSync('strace', ['-V'], { encoding: 'utf8' })
  const canTrace = tracer.status === 0 && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
  if (!canTrace) console.warn('strace is absent or not allowed: syncs are not counted here')

  it.skipIf(!canTrace)('has been synced: at least one fsync for each of 1,000', () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-sync-'))
    const counts = path.join(home, 'counts.txt')
    const trace = ['-f', '-c', '-o', counts, '-e', 'trace=fsync,fdatasync']
    const { stdout } = spawnSync('strace', [...trace, process.execPath, writer, home, '1000'], {
      encoding: 'utf8',
    })
    const acknowledged = stdout.split('\n').filter((line) => /^\d+ [0-9a-f]{64}$/.test(line)).length
    const calls = fs
      .readFileSync(counts, 'utf8')
      .split('\n')
      .map((line) => /^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(?:fsync|fdatasync)$/.exec(line)?.[1])
      .reduce((sum, count) => sum + Number(count ?? 0), 0)
    fs.rmSync(home, { recursive: true })
    expect(acknowledged).toBe(1000)
    expect(calls).toBeGreaterThanOrEqual(acknowledged)
    console.log(`${acknowledged} acknowledged batches, ${calls} syncs`)
  })
})
