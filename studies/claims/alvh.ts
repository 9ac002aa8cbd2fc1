/** H8: what the layered VIX hedge costs and how much drawdown it cuts, at each published setting, marked off futures. */
import { returnsOf } from '../../src/engine/evidence/returns-of.ts'
import { isoOfDay } from '../../src/base/calendar/civil.ts'
import {
  type BootstrapAnswer,
  type IntervalOptions,
  quantileInterval,
  studentisedInterval,
} from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { type DayNumber, type IsoDate, quantity } from '../../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { drawdownsOf, maxDrawdownOfReturns } from '../../src/engine/evidence/drawdowns.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import type { HedgeLayer, HedgeRules, RuleSet } from '../../src/policy/rules/rule-set.ts'
import type { StudyTable } from '../../src/engine/evidence/claim-results.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { vxSettlements } from '../world/study-inputs.ts'
import type { StudyWorld } from '../world/study-world.ts'
import { hedgeData, hedgedDays, hedgeSpans, type VolatilitySource } from '../world/volatility.ts'
import { decided, ends, must, primaryOf, termsOf } from './decide.ts'

export const HEDGE_ACCOUNT_DOLLARS = 250_000
const CUT = 'share of the unhedged drawdown that the hedge cuts'
const COST = 'cost of the hedge a year, share of the account'

const registration: Registration = {
  id: 'H8',
  title: 'Cost and drawdown cut of the layered VIX hedge',
  claim: 'The layered VIX hedge cuts drawdown by 35 to 40 % for 1 to 2 % a year.',
  source: '[V24]; METHOD H8, H9, section 2',
  metric: `${CUT}, and ${COST}, 4/4/2 calls of 0.50 delta at 30/110/220 days for ten condors`,
  design: [
    'Ten 16-delta, 50-wide monthly condors held at all times on 250,000 dollars, through the engine in one account with the hedge; hedges marked off the VX future of their own expiry and settled to its final settlement. No budget stops the hedge, so that its cost is what the setting asks for.',
    'Registered on real VX settlements (June 2006 to August 2014) where they are at hand, else on the modelled curve; VIX options are modelled on either.',
    'Supported: the cut’s lower bound above 30 % and the cost’s upper bound under 2.5 %. Refuted: the cut’s upper bound under 35 %, or the cost’s lower bound above 2 %.',
    'Stationary bootstrap of days, hedged and unhedged together, 95 %; drawdown by percentiles.',
  ],
  seed: 10,
  supportedIf: [must('cut', CUT, 'low', 'exceed', 0.3), must('cost', COST, 'high', 'be under', 0.025)],
  refutedIf: [must('cut', CUT, 'high', 'be under', 0.35), must('cost', COST, 'low', 'exceed', 0.02)],
  wouldChange: 'Quoted VIX options, and VX settlements from 2014 to 2020.',
}

const PRESET = mustAccept(presetNamed('monthly-16-delta+alvh'))
const NO_FLOOR = { motionBudget_per_week: 2, adjustmentsMax_per_position: 1, hedgeFloor_share: 0 }

/** Ten condors at all times, and the hedge given. */
export function tenCondors(name: string, hedge: HedgeRules | null): RuleSet {
  return {
    ...PRESET,
    name,
    title: name,
    about: 'Ten monthly 16-delta condors, always on.',
    limits: { steward: NO_FLOOR, promoter: NO_FLOOR },
    sizing: {
      ...PRESET.sizing,
      account_dollars: HEDGE_ACCOUNT_DOLLARS,
      marginShareMax: 1,
      lossShareMax: null,
      contractsMax: 10,
    },
    hedge,
    secondEngine: null,
  }
}

const ladder = PRESET.hedge
const UNLIMITED = 100
const [front, middle, back] = ladder?.layers ?? []
const settingOf = (change: Partial<HedgeRules>): HedgeRules | null =>
  ladder === null ? null : { ...ladder, budget_share_per_year: UNLIMITED, costToMaxLossWarn: 1, ...change }
const tenors = (days: readonly [number, number, number], rolls: readonly [number, number, number]) =>
  [front, middle, back].map((layer, i): HedgeLayer => ({
    ...layer,
    tenor_days: days[i],
    rollAt_days: rolls[i],
  }))
const delta = (value: number): readonly HedgeLayer[] =>
  (ladder?.layers ?? []).map((layer) => ({ ...layer, delta: value }))

/** Published settings that the rules can say; the first is registered. */
const SETTINGS: readonly (readonly [string, string, HedgeRules | null])[] = [
  ['4/4/2', 'calls of 0.50 delta at 30/110/220 days, always on', settingOf({})],
  ['4/4/2, 2 % a year', 'the same within a budget of 2 % a year', settingOf({ budget_share_per_year: 0.02 })],
  [
    '4/4/2, gains taken',
    'half sold once at three times cost',
    settingOf({ monetise: { atCost_multiple: 3, sell_share: 0.5 } }),
  ],
  [
    '12/38/75 days',
    '9-15, 30-45 and 60-90 days [V11]',
    settingOf({ layers: tenors([12, 38, 75], [5, 15, 30]) }),
  ],
  [
    '38/75/120 days',
    '30-45, 60-90 and 120 days [V4 V14]',
    settingOf({ layers: tenors([38, 75, 120], [10, 30, 60]) }),
  ],
  ['4/4/2 at 0.30 delta', 'out of the money [V3 V11 V32]', settingOf({ layers: delta(0.3) })],
  [
    'front layer alone',
    'ten calls at 30 days [V19]',
    settingOf({ layers: [{ ...front, contractsPerTenCondors: 10 }] }),
  ],
]

const UNHEDGED = tenCondors('alvh-none', null)
const ARMS = SETTINGS.map(([label, , hedge]) => ({ label, rules: tenCondors(`alvh ${label}`, hedge) }))

export const alvh: Study = {
  registration,
  rules: [UNHEDGED, ...ARMS.map(({ rules }) => rules)],
  inputs: vxSettlements,
  resultsKnown:
    'Its own: the commit that registered it spoke of what decides its interval, so it had been run before.',
  amendments: [
    {
      of: 'wouldChange',
      was: 'Quoted VIX options, and VX settlements from 2014 to 2020: one crisis decides most of the interval.',
      why: 'A registration holds no conclusion; when the deepest drawdowns were is now read from the run.',
    },
  ],
  run: async ({ world, progress }) => {
    const found = (await hedgeSpans(world)).map(({ label, source, span }) => {
      const runs = runHedges(world, source, span, (share) => progress(label, share))
      return {
        label,
        source,
        span,
        rows: ARMS.map((arm) => [arm.label, againstUnhedged(runs, arm.label)] as const),
        runs,
      }
    })
    const [first] = found
    const main = first.rows[0][1]
    const data = hedgeData(world, first)
    return {
      verdict: decided(
        registration,
        'indexed',
        ARMS.length * found.length,
        { cut: main.cut, cost: main.cost },
        data,
      ),
      primary: primaryOf(CUT, 'fraction', main.cut, main.n),
      data,
      beside: ['none', ARMS[0].label].map((label) => drawdownWords(label, first.runs)),
      tables: found.map(({ label, span, rows, runs }) => settingsTable(label, span, rows, runs)),
      notes: [
        'Hedges are marked off the future of their own expiry, never off spot VIX.',
        'Ten condors are held whatever the account has become, one position at a time: returns are shares of what is left, and one path of entry days is one draw.',
        'The published settings by VIX level, RSI or breadth, and those in units of vega or of credit, are not what the rules can say; they are not tried.',
        ...(found[0].runs.get('none')?.notes ?? []),
      ],
    }
  },
}

export function runHedges(
  world: StudyWorld,
  source: VolatilitySource,
  span: { readonly from: IsoDate; readonly to: IsoDate },
  progress: (share: number) => void,
  arms: readonly { readonly label: string; readonly rules: RuleSet }[] = ARMS,
): ReadonlyMap<string, BacktestRun> {
  return runArms(world, [{ label: 'none', rules: UNHEDGED }, ...arms], {
    change: span,
    days: hedgedDays(world, source, span),
    options: { account_dollars: HEDGE_ACCOUNT_DOLLARS },
    progress,
  })
}

/** Returns of the account day by day; a study of a ruined account stops. */
export const accountReturns = ({ days, equity_cents }: BacktestRun): Float64Array =>
  mustAccept(returnsOf(days, equity_cents))

/** Share of the drawdown of `without` that is missing from that of `withIt`. */
export const drawdownCut = (
  withIt: Float64Array,
  without: Float64Array,
  terms: IntervalOptions,
): BootstrapAnswer =>
  quantileInterval(
    [withIt, without],
    ([one, other]) => {
      const below = maxDrawdownOfReturns(other)
      return below < 0 ? 1 - maxDrawdownOfReturns(one) / below : null
    },
    terms,
  )

/** When the account of an arm fell deepest, and how long the rest of the record is. */
function drawdownWords(label: string, runs: ReadonlyMap<string, BacktestRun>): string {
  const run = runOf(runs, label)
  const [deepest, next] = drawdownsOf(run.days, run.equity_cents).drawdowns
  const date = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))
  const percent = (depth: number): string => `${(-100 * depth).toFixed(1)} %`
  const who = label === 'none' ? 'Without the hedge' : `With ${label}`
  if (deepest === undefined) return `${who} the account never fell.`
  const second = next === undefined ? 'no other' : `${percent(next.depth)} from ${date(next.peakDay)}`
  return `${who} the deepest fall was ${percent(deepest.depth)}, from ${date(deepest.peakDay)} to ${date(deepest.troughDay)}; the next deepest: ${second}.`
}

export const runOf = (runs: ReadonlyMap<string, BacktestRun>, label: string): BacktestRun => {
  const run = runs.get(label)
  if (run === undefined) throw new Error(`no run of ${label}`)
  return run
}

/** P&L of every hedge layer by day, dollars. */
export const hedgePnl = (run: BacktestRun): Float64Array => {
  const out = new Float64Array(run.days.length)
  for (const { id, cents } of run.attribution)
    if (id.startsWith('hedge')) cents.forEach((value, i) => (out[i] += value / 100))
  return out
}

function againstUnhedged(runs: ReadonlyMap<string, BacktestRun>, label: string) {
  const hedged = runOf(runs, label)
  const terms = termsOf(registration, 1000)
  const columns = [accountReturns(hedged), accountReturns(runOf(runs, 'none'))]
  const perYear = hedgePnl(hedged).map((pnl) => (-pnl * 252) / HEDGE_ACCOUNT_DOLLARS)
  const less = columns[0].map((value, i) => 252 * (value - columns[1][i]))
  return {
    n: columns[0].length,
    cut: drawdownCut(columns[0], columns[1], terms),
    cost: studentisedInterval([perYear], MEAN, terms),
    difference: studentisedInterval([less], MEAN, terms),
    drawdown: maxDrawdownOfReturns(columns[0]),
    unhedged: maxDrawdownOfReturns(columns[1]),
  }
}

function settingsTable(
  label: string,
  span: { readonly from: string; readonly to: string },
  rows: readonly (readonly [string, ReturnType<typeof againstUnhedged>])[],
  runs: ReadonlyMap<string, BacktestRun>,
): StudyTable {
  const none = runs.get('none')
  const wealth = none === undefined ? 0 : (none.equity_cents.at(-1) ?? 0) / none.equity_cents[0] - 1
  return {
    caption: `Settings of the hedge on ${label}, ${span.from} to ${span.to}`,
    columns: [
      'setting',
      'drawdown',
      'unhedged',
      'cut',
      'from',
      'to',
      'cost a year',
      'from',
      'to',
      'return a year over unhedged',
      'from',
      'to',
    ],
    rows: rows.map(([setting, one]) => [
      setting,
      one.drawdown,
      one.unhedged,
      ...ends(one.cut),
      ...ends(one.cost),
      ...ends(one.difference),
    ]),
    note: `Shares of the account of 250,000 dollars; a cost is positive. The unhedged condors returned ${(100 * wealth).toFixed(1)} % over the whole span, interest on cash included.`,
  }
}
