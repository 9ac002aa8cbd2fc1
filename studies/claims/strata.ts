/** Does it matter how dear the market is, or how large? Runs where a series is supplied; there is none in a fresh install. */
import fs from 'node:fs'
import { dayNumber, parseIsoDate } from '../../src/base/calendar/civil.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { DIFFERENCE_OF_RATIOS } from '../../src/base/numerics/smooth-statistics.ts'
import { quantile } from '../../src/base/numerics/statistics.ts'
import { indexAtOrBefore } from '../../src/market/series/index-at-or-before.ts'
import { realPathOrNull } from '../../scripts/real-data/folder.ts'
import { H1_OPTIONS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { type FindData, oneFile } from '../world/study-inputs.ts'
import { decided, ends, must, primaryOf, termsOf, untestable } from './decide.ts'

const LAG_DAYS = 45
const HOLD = h1Rules('strata-hold', 'Held to settlement.')

const strata = (id: string, title: string, what: string, file: string): Study => {
  const of = `P&L over margin of entries in the upper third of ${what} less those in the lower third`
  const registration: Registration = {
    id,
    title,
    claim: `Condors earn less where ${what} is high.`,
    source: 'METHOD 9 (P/CF, DDM, market capitalisation are named without a threshold)',
    metric: of,
    design: [
      `The held condors of H1, split by ${what} as known ${LAG_DAYS} days before the entry: upper against lower third of all entries.`,
      `The series is \`strata/${file}\` in the real-data folder: two columns, date (YYYY-MM-DD) and value, as first published.`,
      'An upper bound under zero supports, a lower bound above zero refutes. Stationary bootstrap, 95 %.',
    ],
    seed: 15,
    supportedIf: [must('difference', of, 'high', 'be under', 0)],
    refutedIf: [must('difference', of, 'low', 'exceed', 0)],
    wouldChange: `A series of ${what} as first published.`,
  }
  const inputs = (find?: FindData) => oneFile(`strata/${file}`, find)
  return {
    registration,
    rules: [HOLD],
    inputs,
    run: ({ world, progress }) => {
      const series = seriesOf(`strata/${file}`)
      if (series === null) {
        const why = `no series of ${what} is at hand: supply strata/${file} in the real-data folder`
        return Promise.resolve(untestable(registration, 'indexed', why))
      }
      const runs = runArms(world, [{ label: 'hold', rules: HOLD }], {
        options: H1_OPTIONS,
        progress: (share) => progress('hold', share),
      })
      const trades = (runs.get('hold')?.trades ?? []).flatMap((trade) => {
        const row = indexAtOrBefore(series.days, trade.entryDay - LAG_DAYS)
        return row < 0 ? [] : [{ trade, value: series.values[row] }]
      })
      const sorted = Float64Array.from(trades, ({ value }) => value).sort()
      const [low, high] = [quantile(sorted, 1 / 3), quantile(sorted, 2 / 3)]
      const column = (keep: (value: number) => boolean, read: (one: (typeof trades)[number]) => number) =>
        Float64Array.from(trades, (one) => (keep(one.value) ? read(one) : 0))
      const upper = (value: number): boolean => value >= high
      const lower = (value: number): boolean => value <= low
      const answer = studentisedInterval(
        [upper, lower].flatMap((keep) => [
          column(keep, ({ trade }) => trade.pnl_cents),
          column(keep, ({ trade }) => trade.margin_cents),
        ]),
        DIFFERENCE_OF_RATIOS,
        termsOf(registration),
      )
      const data = dataOf(world, inputs())
      return Promise.resolve({
        verdict: decided(registration, 'indexed', 1, { difference: answer }, data),
        primary: primaryOf(of, 'fraction', answer, trades.length),
        data,
        beside: [],
        tables: [
          {
            caption: title,
            columns: ['entries', 'lower third up to', 'upper third from', 'difference', 'from', 'to'],
            rows: [[trades.length, low, high, ...ends(answer)]],
            note: null,
          },
        ],
        notes: [],
      })
    },
  }
}

export const valuationStrata = strata('VALUE', 'Strata by valuation', 'valuation', 'valuation.csv')
export const sizeStrata = strata(
  'SIZE',
  'Strata by market capitalisation',
  'market capitalisation',
  'market-cap.csv',
)

function seriesOf(relative: string): { readonly days: Int32Array; readonly values: Float64Array } | null {
  const file = realPathOrNull(relative)
  if (file === null) return null
  const rows = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
    .flatMap(([date = '', value = '']) => {
      const iso = parseIsoDate(date)
      return iso === null || value.trim() === '' || !Number.isFinite(Number(value))
        ? []
        : [[dayNumber(iso), Number(value)] as const]
    })
    .sort(([a], [b]) => a - b)
  return rows.length === 0
    ? null
    : { days: Int32Array.from(rows, ([day]) => day), values: Float64Array.from(rows, ([, value]) => value) }
}
