/** A pool's history in words: figures by day, the signature, what the proxy means. */
import type { Markout } from '../../book/pool/history/markouts.ts'
import type { PoolPerformance } from '../../book/pool/history/pool-performance.ts'
import { UNKNOWN } from './figure.ts'
import { counted, dollars, grouped, percent, significant } from './numbers.ts'
import { type Row, row, type Table } from './words.ts'

export const PROXY_NOTE =
  "LVR here is that of the pool's own price path, sampled as stated: a proxy for what arbitrageurs took, since the pool follows " +
  'the market only up to its fee. Sampled less often it rises where the pool trends and falls where it goes back and forth; ' +
  'in a random walk it stays. For LVR at an outside price, name one with --reference.'

const ratio = (value: number | null): string => (value === null ? UNKNOWN : grouped(value, 2))
const money = (value: number | null): string => (value === null ? UNKNOWN : dollars(value))
const vol = (value: number | null): string => (value === null ? UNKNOWN : percent(value))

/** `1 minute`, `5 minutes`, `1 day`. */
export function intervalWords(minutes: number): string {
  if (minutes === 0) return 'no interval'
  if (minutes % 1440 === 0) return counted(minutes / 1440, 'day')
  return Number.isInteger(minutes) ? counted(minutes, 'minute') : `${significant(minutes * 60)} seconds`
}

export function performanceRows(day: PoolPerformance, fee: number | null): readonly Row[] {
  const every = `at ${intervalWords(day.interval_minutes)}`
  const feeNote =
    fee === null
      ? 'the fee is not known: name it with --fee'
      : `${percent(fee)} of ${money(day.volume)} paid in`
  const tone =
    day.feesOverLvr === null
      ? ('plain' as const)
      : day.feesOverLvr >= 1
        ? ('good' as const)
        : ('bad' as const)
  const noLvr = day.lvr === 0 ? 'no LVR: nothing to cover' : `LVR ${every}`
  return [
    row('Fees', money(day.fees), day.volume === null ? 'the file has no volume for every row' : feeNote),
    row('LVR', money(day.lvr), `${every}; to second order ${money(day.lvrSecondOrder)}`),
    row('Fees / LVR', ratio(day.feesOverLvr), noLvr, tone),
    row('Realised vol', vol(day.realisedVolatility), `a year, ${every}, zero mean`),
    row('Pool implied vol', vol(day.impliedVolatility), 'a year: where fees would just pay for LVR'),
    row('  tick-liquidity form', vol(day.tickImpliedVolatility), '2 fee sqrt(volume / value of a tick)'),
    row(
      'Divergence loss',
      money(day.divergenceLoss),
      'first price to last, mean liquidity against holding; not LVR',
    ),
    row(
      'Dollar gamma',
      money(day.dollarGamma),
      'per 100% move, mean of the day: a condor with this is its equal',
    ),
    row('Equivalent full range', money(day.equivalentFullRange), 'V_eq = 4 x dollar gamma'),
    condorRow(day),
  ]
}

/** The condor of the same dollar gamma, on the pool's own asset. */
function condorRow({ monthlyCondor }: PoolPerformance): Row {
  if (monthlyCondor === null) return row('Equivalent condor', UNKNOWN, 'no volatility to set its strikes by')
  const { contracts, days, strikes, volatility } = monthlyCondor
  const legs = strikes.map((each) => significant(each, 4)).join(' / ')
  const note = `${legs}, ${days} days at the realised ${percent(volatility)}, shorts one deviation away; each on one unit`
  return row('Equivalent condor', `${significant(contracts)} of them`, note)
}

export function signatureTable(day: PoolPerformance): Table {
  const { fees } = day
  const covered = (lvr: number): string => ratio(fees !== null && lvr > 0 ? fees / lvr : null)
  return {
    caption: 'Signature: LVR by how often one looks',
    columns: [
      { title: 'every', numeric: false },
      { title: 'moves', numeric: true },
      { title: 'LVR', numeric: true },
      { title: 'fees / LVR', numeric: true },
      { title: '2nd order', numeric: true },
      { title: 'LVR least', numeric: true },
      { title: 'greatest', numeric: true },
    ],
    rows: day.signature.map((entry) => [
      intervalWords(entry.interval_minutes),
      grouped(entry.moves, 0),
      dollars(entry.lvr),
      covered(entry.lvr),
      covered(entry.lvrSecondOrder),
      dollars(entry.lvrLeast),
      dollars(entry.lvrGreatest),
    ]),
    note: '2nd order: fees over the sum of L dP^2 / (4 P^1.5). Least and greatest: over the minutes at which the clock may start.',
  }
}

export function markoutTable(markouts: readonly Markout[], fees: number | null): Table {
  return {
    caption: 'LVR at the outside price',
    columns: [
      { title: 'after', numeric: false },
      { title: 'LVR', numeric: true },
      { title: 'fees / LVR', numeric: true },
      { title: 'rows priced', numeric: true },
      { title: 'of', numeric: true },
    ],
    rows: markouts.map((each) => [
      each.horizon_minutes === 0 ? 'at once' : intervalWords(each.horizon_minutes),
      each.rowsPriced === 0 ? UNKNOWN : dollars(each.lvr),
      each.rowsPriced === 0 ? UNKNOWN : ratio(fees !== null && each.lvr > 0 ? fees / each.lvr : null),
      grouped(each.rowsPriced, 0),
      grouped(each.rowsTraded, 0),
    ]),
    note: "What the pool's trades were worth to the other side, before fees, at the outside price so much later. Rows without a fresh outside price are left out.",
  }
}

/** One line a day, where there are several. */
export function daysTable(days: readonly PoolPerformance[]): Table {
  return {
    caption: 'Days',
    columns: [
      { title: 'day', numeric: false },
      { title: 'rows', numeric: true },
      { title: 'fees', numeric: true },
      { title: 'LVR', numeric: true },
      { title: 'fees / LVR', numeric: true },
      { title: 'realised', numeric: true },
      { title: 'implied', numeric: true },
    ],
    rows: days.map((day) => [
      day.date ?? 'all',
      grouped(day.rows, 0),
      money(day.fees),
      money(day.lvr),
      ratio(day.feesOverLvr),
      vol(day.realisedVolatility),
      vol(day.impliedVolatility),
    ]),
    note: null,
  }
}
