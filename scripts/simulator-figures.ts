/**
 * Prints what docs/concepts/simulator.md says of the simulated markets: `npm run simulator`, or `npm run simulator -- facts`,
 * `pnl`, `speed` for one part. Reads the embedded index, and real VIX and VX futures where KONDOR_REAL_DATA has them. PNL_SEEDS
 * (default 20000) is the number of paths behind the profit table.
 */
import { dayNumber, isoDate, isoOfDay } from '../src/base/calendar/civil.ts'
import { sessionHours } from '../src/base/calendar/sessions.ts'
import { listedExpirations } from '../src/base/calendar/expirations.ts'
import { quantile } from '../src/base/numerics/statistics.ts'
import type { DayNumber } from '../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { sessionVariance } from '../src/market/model/simulator/session-variance.ts'
import { simulateMarket } from '../src/market/model/simulator/simulate-market.ts'
import { simulatedChain } from '../src/market/model/simulator/simulated-chain.ts'
import type { SimulatedMarket } from '../src/market/model/simulator/simulated-market.ts'
import { varianceYears } from '../src/market/model/variance-clock.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { pnlStatistics } from '../test/support/simulated-pnl.ts'
import { indexFacts, type StylisedFacts, vixFacts } from '../test/support/stylised-facts.ts'
import { vixCloses } from './real-data/daily.ts'
import { vxSettles } from './real-data/vx-settles.ts'

const SEEDS = 100
const START = isoDate('2000-01-03')
/** As long as the embedded index. */
const SESSIONS = 5_105
const BUCKETS = [0, 13, 16, 20, 25, 30, 40, 200]
const VX_DAYS = [30, 60, 120]
/** From here on the listing tables have months enough. */
const FIRST_VX = dayNumber(isoDate('2006-10-23'))

const parts = process.argv.slice(2)
const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part)
if (wanted('facts')) await facts()
if (wanted('pnl')) profits()
if (wanted('speed')) speed()

async function facts(): Promise<void> {
  const real = await realFacts()
  const simulated = new Map<string, number[]>()
  const note = (name: string, value: number): void => {
    simulated.set(name, [...(simulated.get(name) ?? []), value])
  }
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const market = simulateMarket({ mode: 'realistic', seed, startDate: START, sessions: SESSIONS })
    const all = {
      ...indexFacts(market.spots_points),
      ...vixFacts(market.spots_points, market.vix_vol_points),
    }
    for (const [name, value] of Object.entries(all)) note(name, value)
    if (seed < 20) for (const [name, value] of Object.entries(curveFacts(market))) note(name, value)
  }
  console.log(`\nRealistic market: ${SEEDS} paths of ${SESSIONS} sessions (20 for the futures)`)
  console.log('| fact | S&P 500 and VIX | simulated median | 5 to 95 % | share of paths below the real one |')
  console.log('| --- | ---: | ---: | ---: | ---: |')
  for (const [name, values] of simulated) {
    const sorted = values.toSorted((a, b) => a - b)
    const at = (p: number): string => quantile(sorted, p).toFixed(3)
    const known = real[name]
    const rank =
      known === undefined ? '' : (sorted.filter((v) => v < known).length / sorted.length).toFixed(2)
    console.log(
      `| ${name} | ${known?.toFixed(3) ?? ''} | ${at(0.5)} | ${at(0.05)} to ${at(0.95)} | ${rank} |`,
    )
  }
}

async function realFacts(): Promise<StylisedFacts> {
  const bars = mustAccept(await embeddedIndex())
  const index = indexFacts(bars.closes)
  try {
    const closes = vixCloses()
    const vix = Float64Array.from(bars.days, (day) => closes.get(isoOfDay(day as DayNumber)) ?? Number.NaN)
    printSessionShares(bars.days, bars.closes, vix)
    const both = [...vix.keys()].filter((i) => !Number.isNaN(vix[i]))
    const pick = (column: Float64Array): Float64Array => Float64Array.from(both, (i) => column[i])
    return { ...index, ...vixFacts(pick(bars.closes), pick(vix)), ...realCurveFacts(closes) }
  } catch (error) {
    console.log(`No real VIX at hand: ${error instanceof Error ? error.message : 'unreadable'}`)
    return index
  }
}

/** What the next session realised on average, over what the surface at the day's VIX says of it, by bucket of VIX. */
function printSessionShares(days: Int32Array, closes: Float64Array, vix: Float64Array): void {
  const edges = [...BUCKETS.slice(0, -1), 200]
  const priced = edges.map(() => 0)
  const realised = edges.map(() => 0)
  for (let i = 0; i + 1 < days.length; i += 1) {
    const [from, to] = [days[i], days[i + 1]].map((day) => sessionHours(isoOfDay(day as DayNumber))?.closesAt)
    if (from === undefined || to === undefined || Number.isNaN(vix[i])) continue
    const bucket = edges.findLastIndex((edge) => vix[i] >= edge)
    const move = Math.log(closes[i + 1] / closes[i])
    priced[bucket] += sessionVariance(vix[i]) * varianceYears(from, to)
    realised[bucket] += move * move
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const shares = edges.slice(0, -1).map((edge, i) => `from ${edge}: ${(realised[i] / priced[i]).toFixed(2)}`)
  console.log(
    `\nRealised over priced variance of the next session: ${(sum(realised) / sum(priced)).toFixed(2)}`,
  )
  console.log(`By VIX, ${shares.join(', ')}`)
}

interface CurveDay {
  readonly vix: number
  /** By calendar days to settlement, at least a week. */
  readonly futures: readonly { readonly days: number; readonly settle: number }[]
}

function shapes(days: readonly CurveDay[]): StylisedFacts {
  const full = days.filter(({ futures }) => futures.length >= 2)
  const share = (test: (day: CurveDay) => boolean): number => full.filter(test).length / full.length
  const result: Record<string, number> = {
    'days with the front VX above the second': share(({ futures }) => futures[0].settle > futures[1].settle),
    'days with the front VX below VIX': share(({ vix, futures }) => futures[0].settle < vix),
  }
  for (let i = 0; i + 1 < BUCKETS.length; i += 1) {
    for (const tenor of VX_DAYS) {
      const ratios = days
        .filter(({ vix }) => vix >= BUCKETS[i] && vix < BUCKETS[i + 1])
        .flatMap(({ vix, futures }) =>
          futures.filter((f) => Math.abs(f.days - tenor) <= 8).map((f) => f.settle / vix),
        )
      const name = `VX at ${tenor} days over VIX, VIX ${BUCKETS[i]} to ${BUCKETS[i + 1]}`
      if (ratios.length > 20) result[name] = ratios.reduce((a, b) => a + b, 0) / ratios.length
    }
  }
  return result
}

function curveFacts(market: SimulatedMarket): StylisedFacts {
  const days: CurveDay[] = []
  for (let row = 0; row < market.days.length; row += 5) {
    const day = market.days[row]
    if (day < FIRST_VX) continue
    const expirations = listedExpirations('VX', isoOfDay(day as DayNumber), { daysMax: 170 })
      .map(dayNumber)
      .filter((expiration) => expiration >= day + 7)
    const settles = market.vxCurveAt(row, expirations)
    days.push({
      vix: market.vix_vol_points[row],
      futures: expirations.map((expiration, i) => ({ days: expiration - day, settle: settles[i] })),
    })
  }
  return shapes(days)
}

function realCurveFacts(vix: ReadonlyMap<string, number>): StylisedFacts {
  const byDate = new Map<string, { vix: number; futures: { days: number; settle: number }[] }>()
  for (const row of vxSettles(vix, 1)) {
    const day = byDate.get(row.date) ?? { vix: row.vix, futures: [] }
    day.futures.push(row)
    byDate.set(row.date, day)
  }
  for (const { futures } of byDate.values()) futures.sort((a, b) => a.days - b.days)
  return shapes([...byDate.values()])
}

function profits(): void {
  const count = Number(process.env['PNL_SEEDS'] ?? 20_000)
  for (const mode of [{ mode: 'fair' }, { mode: 'planted', varianceShare: 0.8, driftShift: 0.03 }] as const) {
    const statistics = pnlStatistics(mode, { from: 0, count })
    const known = statistics.filter(({ expected }) => expected !== null)
    const largest = Math.max(...known.map(({ z }) => Math.abs(z)))
    console.log(
      `\n${mode.mode}: ${count} paths, ${known.length} known means, largest |z| ${largest.toFixed(2)}`,
    )
    console.log('| long one | paid | mean profit | standard error | known mean | z |')
    console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
    for (const { label, paid, mean, standardError, expected, z } of statistics) {
      const cells = [paid.toFixed(3), mean.toFixed(4), standardError.toFixed(4)]
      const rest = expected === null ? ['', ''] : [expected.toFixed(4), z.toFixed(2)]
      console.log(`| ${[label, ...cells, ...rest].join(' | ')} |`)
    }
  }
}

/** Processor time, because the machine may be shared. */
function microseconds(times: number, work: (i: number) => unknown): string {
  for (let i = 0; i < Math.min(times, 200); i += 1) work(i)
  const before = process.cpuUsage()
  for (let i = 0; i < times; i += 1) work(i)
  const { user, system } = process.cpuUsage(before)
  return ((user + system) / times).toFixed(2)
}

function speed(): void {
  const startDate = isoDate('2019-01-02')
  console.log('\n| microseconds of processor time | fair | realistic |')
  console.log('| --- | ---: | ---: |')
  const make = (mode: 'fair' | 'realistic', seed: number): SimulatedMarket =>
    simulateMarket({ mode, seed, startDate, sessions: 252 })
  const markets = [make('fair', 1), make('realistic', 1)] as const
  const row = (what: string, times: number, work: (market: SimulatedMarket, i: number) => unknown): void => {
    const cells = markets.map((market) => microseconds(times, (i) => work(market, i)))
    console.log(`| ${what} | ${cells.join(' | ')} |`)
  }
  row('a path of 252 sessions', 300, ({ mode }, i) => make(mode === 'fair' ? 'fair' : 'realistic', i))
  row('the smile of an expiry', 3_000, (market, i) => market.surfaceAt(i % 252).smile(0.08 + 1e-9 * i))
  const smiles = markets.map((market) => market.surfaceAt(5).smile(0.08))
  row('a strike of it', 100_000, (market, i) =>
    smiles[markets.indexOf(market)].totalVariance(-0.1 + 1e-6 * i),
  )
  const day = markets[0].days[200]
  row('a VX future', 2_000, (market, i) => market.vxCurveAt(i % 190, [day]))
  row('a VIX option', 2_000, (market, i) =>
    market.vixOptionAt(i % 190, {
      expirationDay: day as DayNumber,
      strike_points: 15 + (i % 10),
      right: 'C',
    }),
  )
  row('a whole chain, all expiries to 400 days', 10, (market, i) => simulatedChain(market, i))
}
