/**
 * The null of the whole machine: fair simulated years, in which nothing has an edge, under every preset. Prints whether any mean gain
 * differs from what is known. `npm run null -- YEARS MINUTES FILE`: default 1000 years, 60 minutes, `fair-years.jsonl`. Years
 * are kept in the file as they come, and a second run goes on where the first was stopped.
 */
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type MaxTTest, maxTTest } from '../src/base/numerics/multiple-tests.ts'
import { normalQuantile } from '../src/base/numerics/normal.ts'
import { PRESETS } from '../src/policy/rules/presets.ts'
import type { FairYear, FairYearJob } from './fair-year-worker.ts'

/** A year and the session before it. */
const SESSIONS = 253
const MONTH = 21
const LEVEL = 0.01
const POWER = 0.8

const [years = 1000, minutes = 60] = process.argv.slice(2, 4).map(Number)
const file = process.argv[4] ?? 'fair-years.jsonl'
const known = fs.existsSync(file) ? readYears() : []
const done = new Set(known.map(({ seed }) => seed))
const seeds = Array.from({ length: years }, (_, i) => i + 1).filter((seed) => !done.has(seed))
const job: FairYearJob = {
  seeds,
  sessions: SESSIONS,
  by: MONTH,
  endsAt_ms: Date.now() + minutes * 60_000,
  counter: new SharedArrayBuffer(4),
}
const threads = Math.min(seeds.length, availableParallelism())
await Promise.all(Array.from({ length: threads }, runThread))
const simulated = readYears().length - known.length
if (simulated > 0) {
  const { user, system } = process.cpuUsage()
  const seconds = (user + system) / 1e6 / simulated
  console.error(`${simulated} years on ${threads} threads, ${seconds.toFixed(1)} s of processor time each`)
}
report(readYears())

function readYears(): FairYear[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  // The last line is empty, or was being written when a run died.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as FairYear)
}

function runThread(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fair-year-worker.ts', import.meta.url), { workerData: job })
    worker.on('message', (year: FairYear) => {
      fs.appendFileSync(file, `${JSON.stringify(year)}\n`)
      console.error(`year ${year.seed} of ${years}`)
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
}

function report(all: readonly FairYear[]): void {
  const sorted = [...all].sort((a, b) => a.seed - b.seed).slice(0, years)
  const column = (k: number, of: (gains: FairYear['gains'][number]) => readonly number[]): Float64Array =>
    Float64Array.from(sorted.flatMap(({ gains }) => of(gains[k])))
  const presets = PRESETS.map(({ name, sizing }, k) => ({
    name,
    account_cents: 100 * sizing.account_dollars,
    before: column(k, ({ before }) => before),
    hedged: column(k, ({ hedged }) => hedged),
    net: column(k, ({ after, costs }) => after.map((cents, i) => cents + costs[i])),
    costs: column(k, ({ costs }) => costs),
  }))
  const testOf = (name: 'before' | 'hedged' | 'net'): MaxTTest =>
    maxTTest(
      presets.map((one) => one[name]),
      { level: LEVEL, seed: 1, meanBlock: 1 },
    )
  const tests = { before: testOf('before'), hedged: testOf('hedged'), net: testOf('net') }
  console.log(`\n${sorted.length} fair years, ${presets[0].before.length} months, ${PRESETS.length} presets`)
  console.log(
    'Per year, in % of the account: mean and t before costs; the same less the delta line of the ledger, which',
  )
  console.log(
    'is worth nothing, being of forwards; of the account with costs added back. The edge that would have been found before costs,',
  )
  console.log('and with the delta line taken off, with 80 % power; what costs took.\n')
  console.log(
    '| preset | before costs | t | less delta | t | after, costs added back | t | edge seen | less delta | costs |',
  )
  console.log(`|${' --- |'.padEnd(6)}${' ---: |'.repeat(9)}`)
  presets.forEach(({ name, account_cents, costs }, k) => {
    const percent = (cents: number): string => ((100 * 12 * cents) / account_cents).toFixed(2)
    const gain = ({ rows }: MaxTTest): string[] => [
      percent(rows[k].mean),
      rows[k].t?.toFixed(2) ?? 'no variation',
    ]
    const edge = ({ rows, criticalT }: MaxTTest): string =>
      percent((criticalT + normalQuantile(POWER)) * rows[k].standardError)
    const cost = costs.reduce((sum, cents) => sum + cents, 0) / costs.length
    const gains = [tests.before, tests.hedged, tests.net].flatMap(gain)
    const cells = [name, ...gains, edge(tests.before), edge(tests.hedged), percent(cost)]
    console.log(`| ${cells.join(' | ')} |`)
  })
  for (const [name, test] of [
    ['before costs', tests.before],
    ['before costs, less the delta line', tests.hedged],
    ['after, costs added back', tests.net],
  ] as const) {
    const least = Math.min(...test.rows.map(({ adjustedP }) => adjustedP))
    console.log(
      `\n${name}: critical |t| at 1 % ${test.criticalT.toFixed(2)}, least adjusted p ${least.toFixed(3)}`,
    )
    if (least < LEVEL) process.exitCode = 1
  }
}
