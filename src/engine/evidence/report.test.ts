import { describe, expect, expectTypeOf, it } from 'vitest'
import { dayFrom, weekday } from '../../base/calendar/civil.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { BacktestRun } from '../backtest/backtest-run.ts'
import { cashRecord } from './cash-record.ts'
import { comparisonEvidence } from './comparison-evidence.ts'
import type { RunEvidence } from './evidence-report.ts'
import { runEvidence } from './run-evidence.ts'
import { type ClosedTrade, type RunRecord, heldOnlyCash } from './run-record.ts'
import { probabilityOfOverfitting } from './overfitting.ts'
import { EMPTY_TRIAL_LOG, appendTrial, trialOf, trialSummary } from './trial-log.ts'
import { walkForward, walkForwardFolds } from './walk-forward.ts'

const LINES = ['time', 'delta', 'lvr', 'volatility', 'costs', 'hedge'] as const

/** A made-up run of weekdays: whole cents, lines that add up, a trade every fifth day. */
function makeRun(options: {
  label?: string
  seed: number
  days?: number
  gain_cents?: number
  edge_cents?: number
}): RunRecord {
  const { label = `run ${options.seed}`, seed, days: count = 500, gain_cents = 0, edge_cents = 0 } = options
  const shared = createRandom({ seed: 1, stream: 0 })
  const random = createRandom({ seed: seed + 2, stream: 0 })
  const days: number[] = []
  for (let day = dayFrom(2018, 1, 2); days.length < count; day = quantity<DayNumber>(day + 1)) {
    if (weekday(day) !== 0 && weekday(day) !== 6) days.push(day)
  }
  const columns = new Map(LINES.map((id) => [id, new Float64Array(count)]))
  const equity = new Float64Array(count).fill(10_000_000)
  const market = new Float64Array(count)
  for (let i = 1; i < count; i += 1) {
    const z = shared.nextNormal()
    market[i] = 0.0004 + 0.009 * z
    const amounts = {
      time: 9000 + Math.round(500 * random.nextNormal()),
      delta: Math.round(12_000 * z),
      lvr: -Math.round(6000 * z * z),
      volatility: Math.round(4000 * random.nextNormal()),
      costs: -1000,
      hedge: gain_cents,
    }
    let total = 0
    for (const id of LINES) {
      const column = columns.get(id) ?? new Float64Array(0)
      column[i] = amounts[id]
      total += amounts[id]
    }
    equity[i] = equity[i - 1] + total
  }
  const trades: ClosedTrade[] = []
  for (let i = 0; i + 20 < count; i += 5) {
    const pnl_cents = equity[i + 5] - equity[i] + edge_cents
    trades.push({
      entryDay: days[i],
      exitDay: days[i + 5],
      pnl_cents,
      margin_cents: 500_000,
      lvr_cents: 30_000,
      won: pnl_cents > 0,
    })
  }
  return {
    label,
    rung: 'indexed',
    rulesHash: `rules of ${label}`,
    dataHash: 'data',
    optionsHash: 'o',
    seed: null,
    days: Int32Array.from(days),
    equity_cents: equity,
    billsReturns: new Float64Array(count).fill(0.00005),
    marketReturns: market,
    attribution: LINES.map((id) => ({ id, label: id, cents: columns.get(id) ?? new Float64Array(0) })),
    trades,
    notes: ['a holed day'],
  }
}

const logged = (count: number) => {
  let log = EMPTY_TRIAL_LOG
  for (let k = 0; k < count; k += 1) {
    log = appendTrial(log, {
      study: 'test',
      rulesHash: `r${k}`,
      dataHash: 'd',
      optionsHash: 'o',
      sharpePerStep: 0.02 * k,
      steps: 500,
    })
  }
  return trialSummary(log, 'test')
}
const OPTIONS = { seed: 11, resamples: 199 }
const valueOf = (report: RunEvidence, id: string): number =>
  report.figures.find((one) => one.id === id)?.value ?? NaN

describe('runEvidence', () => {
  const run = makeRun({ seed: 1 })
  const report = runEvidence(run, { trials: logged(3) }, OPTIONS)

  it('takes what the backtester hands over as it is', () => {
    expectTypeOf<BacktestRun>().toExtend<RunRecord>()
  })
  it('is plain finite data, the same every time', () => {
    const text = JSON.stringify(report)
    expect(JSON.parse(text)).toEqual(report)
    expect(JSON.stringify(runEvidence(run, { trials: logged(3) }, OPTIONS))).toBe(text)
    expect(report).toMatchObject({
      kind: 'run',
      study: 'test',
      from: '2018-01-02',
      sessions: 500,
      notes: ['a holed day'],
    })
    expect(report.provenance).toMatchObject({ rung: 'indexed', dataHash: 'data' })
  })
  it('shows the win rate last, after the expectancy, both with intervals and the note that it is not edge', () => {
    const ids = report.figures.map(({ id }) => id)
    expect(ids.at(-1)).toBe('win-rate')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.indexOf('expectancy')).toBeLessThan(ids.indexOf('win-rate'))
    const expectancy = report.figures.find(({ id }) => id === 'expectancy')
    expect(expectancy?.interval).not.toBeNull()
    expect(report.figures.at(-1)?.interval).not.toBeNull()
    expect(report.figures.at(-1)?.note).toContain('not edge')
  })
  it('holds every value inside its own interval and on its rung', () => {
    for (const { id, value, interval, rung } of report.figures) {
      expect(rung).toBe('indexed')
      if (interval === null || value === null || interval.method === 'predictive') continue
      expect(interval.low, id).toBeLessThanOrEqual(value)
      expect(interval.high, id).toBeGreaterThanOrEqual(value)
    }
  })
  it('computes what sums by hand give', () => {
    const total = (id: string): number =>
      run.attribution.find((line) => line.id === id)?.cents.reduce((sum, cents) => sum + cents, 0) ?? 0
    const pnl = run.equity_cents[499] - run.equity_cents[0]
    expect(valueOf(report, 'total-pnl')).toBeCloseTo(pnl / 100, 9)
    expect(valueOf(report, 'kappa')).toBeCloseTo(total('time') / -total('lvr'), 12)
    expect(valueOf(report, 'pnl-per-lvr')).toBeCloseTo(pnl / -total('lvr'), 12)
    expect(valueOf(report, 'costs')).toBe(499 * 10)
    expect(valueOf(report, 'cost-share')).toBeCloseTo((499 * 1000) / total('time'), 12)
    const years = (run.days[499] - run.days[0]) / 365.25
    const growth = Math.exp(Math.log(run.equity_cents[499] / run.equity_cents[0]) / years) - 1
    expect(valueOf(report, 'compound-growth')).toBeCloseTo(growth, 12)
    expect(valueOf(report, 'expectancy')).toBeCloseTo(
      run.trades.reduce((sum, trade) => sum + trade.pnl_cents, 0) / run.trades.length / 100,
      9,
    )
    expect(valueOf(report, 'max-drawdown')).toBeCloseTo(report.drawdowns[0].depth, 12)
    expect(report.attribution.reduce((sum, line) => sum + line.total_dollars, 0)).toBeCloseTo(pnl / 100, 6)
    expect(report.attribution.reduce((sum, line) => sum + line.weight, 0)).toBeCloseTo(1, 12)
    expect(
      report.months.reduce((wealth, month) => wealth * (1 + month.return), run.equity_cents[0]),
    ).toBeCloseTo(run.equity_cents[499], 3)
    expect(report.drawdowns.length).toBeLessThanOrEqual(10)
  })
  it('deflates the Sharpe ratio by the number of trials', () => {
    const alone = runEvidence(run, { trials: logged(1) }, OPTIONS)
    const many = runEvidence(run, { trials: logged(9) }, OPTIONS)
    expect(valueOf(alone, 'deflated-sharpe')).toBeGreaterThan(valueOf(report, 'deflated-sharpe'))
    expect(valueOf(many, 'deflated-sharpe')).toBeLessThan(valueOf(report, 'deflated-sharpe'))
    expect(valueOf(many, 'trials')).toBe(9)
    expect(() => runEvidence(run, { trials: trialSummary(EMPTY_TRIAL_LOG, 'test') }, OPTIONS)).toThrow(
      /logged before/,
    )
  })
  it('gives no interval where the record is too short for it, and says so', () => {
    const short = runEvidence(makeRun({ seed: 1, days: 200 }), { trials: logged(3) }, OPTIONS)
    const figure = (id: string) => short.figures.find((one) => one.id === id)
    for (const [id, steps] of [
      ['volatility', 1000],
      ['cvar-5', 500],
      ['max-drawdown', 500],
    ] as const) {
      const note = `199 daily steps, fewer than ${steps}: no interval`
      expect(figure(id)?.value).not.toBeNull()
      expect(figure(id)).toMatchObject({ interval: null, note })
    }
    for (const id of ['deflated-sharpe', 'minimum-track-record'])
      expect(figure(id)).toMatchObject({ value: null, note: '199 daily steps, fewer than 250: unknown' })
    for (const id of ['sharpe', 'sortino', 'excess-over-bills', 'kappa', 'expectancy'])
      expect(figure(id)?.interval, id).not.toBeNull()
  })
  it('says of two trades that they are two trades, in every figure that lives in them', () => {
    const two = { ...run, trades: run.trades.slice(0, 2) }
    const few = runEvidence(two, { trials: logged(1) }, OPTIONS)
    for (const id of [
      'pnl-per-lvr',
      'kappa',
      'cost-share',
      'expectancy',
      'expectancy-per-margin',
      'profit-factor',
      'win-rate',
    ]) {
      const found = few.figures.find((one) => one.id === id)
      expect(found?.interval, id).toBeNull()
      expect(found?.note, id).toContain('2 trades closed, fewer than 10: no interval')
    }
    // The account was in the market throughout.
    expect(few.figures.find(({ id }) => id === 'sharpe')?.interval).not.toBeNull()
  })
  it('gives no return an interval where the account was hardly ever in the market', () => {
    const cents = run.equity_cents.map((_, i) => (i < 4 ? 5000 : 0))
    let total = 10_000_000
    const once = {
      ...run,
      trades: run.trades.slice(0, 1),
      attribution: [
        { id: 'time', label: 'Time', cents },
        { id: 'interest', label: 'Interest on cash', cents: cents.map((_, i) => 40 + (i % 3)) },
      ],
      equity_cents: cents.map((one, i) => (total += one + 40 + (i % 3))),
    }
    const { figures } = runEvidence(once, { trials: logged(1) }, OPTIONS)
    for (const id of ['excess-over-bills', 'compound-growth', 'sharpe', 'beta', 'alpha', 'max-drawdown'])
      expect(figures.find((one) => one.id === id)?.note, id).toContain(
        'was held on 4 sessions, fewer than 10',
      )
  })
  it('leaves in the log the ratio that the report annualises, and a ruined account as tried', () => {
    const trial = trialOf(run, 'test', heldOnlyCash(run))
    expect(trial).toMatchObject({ study: 'test', rulesHash: 'rules of run 1', dataHash: 'data', steps: 499 })
    const annual = Math.sqrt((252 * 498) / 499)
    expect((trial.sharpePerStep ?? 0) * annual).toBeCloseTo(valueOf(report, 'sharpe'), 12)
    const ruined = { ...run, equity_cents: run.equity_cents.map((value, i) => (i < 100 ? value : 0)) }
    expect(trialOf(ruined, 'test', false).sharpePerStep).toBeLessThan(trial.sharpePerStep ?? 0)
    const idle = { ...run, equity_cents: run.equity_cents.map(() => 9), billsReturns: new Float64Array(500) }
    expect(trialOf(idle, 'test', false).sharpePerStep).toBeNull()
  })
  it('gives no ratio to an account that held only cash, in the report and in the log', () => {
    const cents = run.equity_cents.map((_, i) => 3 + (i % 5 === 0 ? 1 : 0))
    let total = 25_000_000
    const cash = {
      ...run,
      trades: [],
      equity_cents: cents.map((one) => (total += one)),
      billsReturns: cents.map(() => 2e-7),
      attribution: [
        { id: 'time', label: 'Time', cents: new Float64Array(cents.length) },
        { id: 'interest', label: 'Interest on cash', cents },
      ],
    }
    expect(heldOnlyCash(cash)).toBe(true)
    expect(heldOnlyCash(run)).toBe(false)
    expect(trialOf(cash, 'test', false).sharpePerStep).not.toBeNull()
    expect(trialOf(cash, 'test', heldOnlyCash(cash)).sharpePerStep).toBeNull()
    const { figures } = runEvidence(cash, { trials: logged(2) }, OPTIONS)
    const figure = (id: string) => figures.find((one) => one.id === id)
    for (const id of ['sharpe', 'sortino', 'skew', 'beta', 'deflated-sharpe'])
      expect(figure(id)).toMatchObject({ value: null, interval: null, note: 'only cash was held' })
    expect(figure('total-pnl')?.value).not.toBeNull()
    expect(figure('compound-growth')?.value).toBeGreaterThan(0)
  })
  it('stops on a ledger that does not add up', () => {
    const [first, ...rest] = run.attribution
    const cents = first.cents.slice()
    cents[100] += 1
    const wrong = { ...run, attribution: [{ ...first, cents }, ...rest] }
    expect(() => runEvidence(wrong, { trials: logged(1) }, OPTIONS)).toThrow(/adds up/)
  })
  it('keeps what the first day cost, and interest out of the P&L per LVR', () => {
    const interest = { id: 'interest', label: 'interest', cents: new Float64Array(500).fill(40, 1) }
    const attribution = [
      ...run.attribution.map((line) =>
        line.id === 'costs'
          ? { ...line, cents: line.cents.map((cents, i) => (i === 0 ? -700 : cents)) }
          : line,
      ),
      interest,
    ]
    const equity_cents = run.equity_cents.map((cents, i) => cents + 40 * i)
    const withCosts = runEvidence({ ...run, attribution, equity_cents }, { trials: logged(1) }, OPTIONS)
    expect(valueOf(withCosts, 'costs')).toBe(499 * 10 + 7)
    const traded = run.equity_cents[499] - run.equity_cents[0] - 700
    expect(valueOf(withCosts, 'total-pnl')).toBeCloseTo((traded + 499 * 40) / 100, 9)
    expect(valueOf(withCosts, 'pnl-per-lvr') / valueOf(report, 'pnl-per-lvr')).toBeCloseTo(
      traded / (traded + 700),
      12,
    )
    expect(withCosts.attribution.reduce((sum, line) => sum + line.total_dollars, 0)).toBeCloseTo(
      valueOf(withCosts, 'total-pnl'),
      6,
    )
  })
  it('counts condors as trades, and hedges not', () => {
    const hedge: ClosedTrade = { ...run.trades[0], layer: 'hedge:front', pnl_cents: -9_999_999, won: false }
    const core = run.trades.map((trade) => ({ ...trade, layer: 'core' }))
    const hedged = runEvidence({ ...run, trades: [hedge, ...core] }, { trials: logged(1) }, OPTIONS)
    for (const id of ['trades', 'expectancy', 'win-rate'])
      expect(valueOf(hedged, id)).toBe(valueOf(report, id))
    const other = { ...run, label: 'hedged', trades: [hedge, ...core] }
    const { arms } = comparisonEvidence(run, [other], { trials: logged(2) }, OPTIONS)
    expect(arms[0].differences.find(({ id }) => id === 'expectancy')?.value).toBe(0)
  })
  it('says that an account was ruined, and still shows the money', () => {
    const equity_cents = run.equity_cents.slice()
    equity_cents.fill(-5, 300)
    const ruined = runEvidence({ ...run, equity_cents, attribution: [] }, { trials: logged(1) }, OPTIONS)
    expect(ruined.notes[0]).toContain('ruined')
    expect(ruined.figures.map(({ id }) => id)).not.toContain('sharpe')
    expect(valueOf(ruined, 'total-pnl')).toBeCloseTo(-0.05 - run.equity_cents[0] / 100, 6)
    expect(ruined.drawdowns).toEqual([])
  })
  it('leaves unknown what a run without trades, ledger or index cannot say', () => {
    const bare = runEvidence(
      {
        ...run,
        trades: [],
        attribution: [],
        marketReturns: null,
        equity_cents: new Float64Array(500).fill(100),
      },
      { trials: logged(1) },
      OPTIONS,
    )
    const figure = (id: string) => bare.figures.find((one) => one.id === id)
    expect(figure('expectancy')).toMatchObject({ value: null, note: 'no observations' })
    expect(figure('win-rate')?.value).toBeNull()
    expect(figure('kappa')).toBeUndefined()
    expect(figure('beta')).toBeUndefined()
    expect(figure('deflated-sharpe')).toMatchObject({ value: null, note: 'the excess return does not vary' })
    expect(figure('sharpe')?.value).toBeNull()
  })
})

/** Enough for three arms. */
const COMPARED = { seed: 11, resamples: 599 }

describe('comparisonEvidence', () => {
  const baseline = makeRun({ label: 'hold', seed: 1 })
  // Same days and index; 30 dollars a day more, 150 a trade.
  const better = makeRun({ label: 'better', seed: 1, gain_cents: 3000 })
  const other = makeRun({ label: 'other', seed: 2 })
  const third = makeRun({ label: 'third', seed: 3 })
  const report = comparisonEvidence(
    baseline,
    [better, other, third],
    { trials: logged(3), preRegistered: 'other' },
    COMPARED,
  )
  it('is plain data with money first and win rates last', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    for (const arm of report.arms) {
      expect(arm.differences.map(({ id }) => id)).toEqual([
        'daily-pnl',
        'sharpe',
        'pnl-per-margin',
        'expectancy',
        'win-rate',
        'win-rate-relative',
      ])
      expect([arm.cycles, arm.onlyInArm, arm.onlyInBaseline, arm.sessions]).toEqual([96, 0, 0, 500])
    }
  })
  it('gives a gain that never varies exactly, without inventing a spread for it', () => {
    const [daily] = report.arms[0].differences
    expect(daily.value).toBeCloseTo(30, 9)
    expect(daily).toMatchObject({ interval: null, minimumDetectable: null })
    expect(daily.note).toBe('does not vary in this series')
  })
  it('lets the registered arm stand alone and adjusts the others among themselves', () => {
    const [, registered, free] = report.arms
    expect([registered.preRegistered, free.preRegistered]).toEqual([true, false])
    registered.differences.forEach((one) => expect(one.adjustedP).toBe(one.pOfZero))
    const two = comparisonEvidence(baseline, [other, third], { trials: logged(3) }, COMPARED)
    for (const k of [0, 2, 3]) {
      const raw = two.arms.map(({ differences }) => differences[k].pOfZero ?? NaN)
      const adjusted = two.arms.map(({ differences }) => differences[k].adjustedP)
      const smaller = raw[0] <= raw[1] ? 0 : 1
      expect(adjusted[smaller]).toBeCloseTo(Math.min(1, 2 * raw[smaller]), 12)
      expect(adjusted[1 - smaller]).toBeCloseTo(Math.max(Math.min(1, 2 * raw[smaller]), raw[1 - smaller]), 12)
    }
  })
  it('takes the Sharpe ratios of the reports of the runs, less one another', () => {
    const rich = (run: RunRecord): RunRecord => ({
      ...run,
      billsReturns: new Float64Array(500).fill(0.0002),
      equity_cents: run.equity_cents.map((cents, i) => cents + 2500 * i),
      attribution: [
        ...run.attribution,
        { id: 'interest', label: 'interest', cents: new Float64Array(500).fill(2500, 1) },
      ],
    })
    const [one, two] = [rich(baseline), rich(other)]
    const { arms } = comparisonEvidence(one, [two], { trials: logged(2) }, COMPARED)
    const reports = [two, one].map((run) => runEvidence(run, { trials: logged(2) }, OPTIONS))
    const found = arms[0].differences.find(({ id }) => id === 'sharpe')
    expect(found?.value).toBeCloseTo(valueOf(reports[0], 'sharpe') - valueOf(reports[1], 'sharpe'), 10)
    expect(found?.interval).not.toBeNull()
  })
  it('compares no Sharpe ratio with that of cash, or of an account that is gone', () => {
    const cash = cashRecord(baseline)
    const gone = { ...other, equity_cents: other.equity_cents.map((cents, i) => (i < 300 ? cents : -5)) }
    const sharpes = [
      comparisonEvidence(cash, [other], { trials: logged(2) }, COMPARED),
      comparisonEvidence(baseline, [cash, { ...gone, attribution: [] }], { trials: logged(2) }, COMPARED),
    ].flatMap(({ arms }) =>
      arms.flatMap(({ differences }) => differences.filter(({ id }) => id === 'sharpe')),
    )
    expect(sharpes.map(({ value, pOfZero, note }) => [value, pOfZero, note])).toEqual([
      [null, null, 'only cash was held in the baseline'],
      [null, null, 'only cash was held'],
      [null, null, 'the account was ruined'],
    ])
  })
  it('counts no interest on what one account began with more as earned by its rules', () => {
    // The same trades in an account that holds 900,000 dollars of bills more.
    const more = new Float64Array(500).fill(90_000_000)
    for (let i = 1; i < 500; i += 1) more[i] = more[i - 1] * 1.00005
    const interest = more.map((cents, i) => (i === 0 ? 0 : cents - more[i - 1]))
    const large = {
      ...baseline,
      label: 'large',
      equity_cents: baseline.equity_cents.map((cents, i) => cents + more[i]),
      attribution: [...baseline.attribution, { id: 'interest', label: 'interest', cents: interest }],
    }
    const { arms, family } = comparisonEvidence(baseline, [large], { trials: logged(2) }, COMPARED)
    const [daily] = arms[0].differences
    expect(Math.abs(daily.value ?? 1)).toBeLessThan(1e-6)
    expect(daily.note).toContain('begin with different amounts')
    expect(Math.abs(baseline.equity_cents[0] - large.equity_cents[0])).toBe(90_000_000)
    expect(family?.rows).toHaveLength(1)
    const nothing = comparisonEvidence(cashRecord(baseline), [large], { trials: logged(2) }, COMPARED)
    const small = comparisonEvidence(cashRecord(baseline), [baseline], { trials: logged(2) }, COMPARED)
    expect(nothing.arms[0].differences[0].value).toBeCloseTo(small.arms[0].differences[0].value ?? NaN, 6)
  })
  it('wants resamples enough that something can be found, and says where a p-value is as small as it can be', () => {
    const few = { seed: 11, resamples: 398 }
    expect(() => comparisonEvidence(baseline, [other, third], { trials: logged(3) }, few)).toThrow(/enough/)
    const enough = { seed: 11, resamples: 399 }
    const far = makeRun({ label: 'far', seed: 2, gain_cents: 9000, edge_cents: 900_000 })
    const { arms } = comparisonEvidence(baseline, [far, third], { trials: logged(3) }, enough)
    const [daily] = arms[0].differences
    expect([daily.pOfZero, daily.adjustedP, daily.pAtFloor]).toEqual([2 / 400, 0.01, true])
    expect(arms[1].differences[0].pAtFloor).toBe(false)
    // The registered arm is adjusted with none.
    const context = { trials: logged(3), preRegistered: 'other' }
    const alone = comparisonEvidence(baseline, [other, third], context, { seed: 11, resamples: 199 })
    expect(alone.arms).toHaveLength(2)
  })
  it('tests the whole family at once, on the days that all have', () => {
    expect(report.family?.rows.map(({ label }) => label)).toEqual(['better', 'other', 'third'])
    expect(report.family?.sessions).toBe(500)
    // The certain gain is beyond any bound; noise is not.
    expect(report.family?.rows[0].t).toBeNull()
    expect(report.family?.rows[0].adjustedP).toBeCloseTo(1 / 600, 12)
    expect(report.family?.rows[1].adjustedP).toBeGreaterThan(0.05)
    expect(report.family?.rows.map(({ pAtFloor }) => pAtFloor)).toEqual([true, false, false])
    const short = makeRun({ label: 'short', seed: 4, days: 300 })
    const cut = comparisonEvidence(baseline, [short], { trials: logged(2) }, COMPARED)
    expect(cut.arms[0]).toMatchObject({ sessions: 300, cycles: 56, onlyInArm: 0, onlyInBaseline: 40 })
  })
  it("carries a sweep's overfitting and walk-forward as plain data", () => {
    const arms = [baseline, other, third].map((run) =>
      run.equity_cents.subarray(1).map((value, i) => value - run.equity_cents[i]),
    )
    const folds = walkForwardFolds({
      sessions: 499,
      trainSessions: 200,
      testSessions: 100,
      embargoSessions: 5,
      kind: 'rolling',
    })
    const chosen = walkForward(
      arms,
      folds,
      (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
    )
    const sweep = comparisonEvidence(
      baseline,
      [other, third],
      { trials: logged(2), overfitting: probabilityOfOverfitting(arms, { blocks: 6 }), walkForward: chosen },
      COMPARED,
    )
    expect(JSON.parse(JSON.stringify(sweep))).toEqual(sweep)
    expect(sweep.overfitting?.splits).toBe(20)
    expect(sweep.walkForward?.folds).toHaveLength(3)
    expect(report).toMatchObject({ overfitting: null, walkForward: null })
  })
  it('stands on the lower rung of the two', () => {
    const simulated = comparisonEvidence(
      baseline,
      [{ ...other, rung: 'simulated' }],
      { trials: logged(2) },
      COMPARED,
    )
    expect(simulated.arms[0].rung).toBe('simulated')
    expect(simulated.arms[0].differences[0].rung).toBe('simulated')
  })
})
