import { isoOfDay } from '../../base/calendar/civil.ts'
import type { IntervalOptions } from '../../base/numerics/bootstrap-interval.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import { drawdownsOf } from './drawdowns.ts'
import type { EvidenceFigure } from './evidence-figure.ts'
import type {
  AttributionRow,
  DrawdownRow,
  Provenance,
  ResamplingTerms,
  RunEvidence,
} from './evidence-report.ts'
import { monthlyTable } from './months.ts'
import { returnsOf } from './returns-of.ts'
import { ledgerFigures, returnFigures, tradeFigures, trialFigures } from './run-figures.ts'
import { type AttributionLine, type RunRecord, coreTrades, heldOnlyCash, sessionsHeld } from './run-record.ts'
import type { TimingLuck } from './timing-luck.ts'
import type { TrialSummary } from './trial-log.ts'

const DRAWDOWNS_MAX = 10
const DAYS_PER_YEAR = 365.25

/** How a report resamples: level 0.95 and 2000 resamples unless said otherwise. */
export interface EvidenceOptions {
  readonly seed: number
  readonly level?: number
  readonly resamples?: number
}

/**
 * The evidence about one run. `trials` is the summary of the log that this run has already been appended to: there is no report without
 * it. Stops where the ledger's lines do not add up to the change of equity within half a cent on every day, because then the
 * run itself is wrong.
 */
export function runEvidence(
  record: RunRecord,
  context: { readonly trials: TrialSummary; readonly timingLuck?: TimingLuck | null },
  options: EvidenceOptions,
): RunEvidence {
  const { days, equity_cents, billsReturns, marketReturns, rung } = record
  const { trials, timingLuck = null } = context
  const n = days.length
  assert(
    n >= 2 && equity_cents.length === n && billsReturns.length === n,
    'columns of a run, two days at least',
    {
      days: n,
      equity: equity_cents.length,
      bills: billsReturns.length,
    },
  )
  assert(marketReturns === null || marketReturns.length === n, 'a market return a day', { days: n })
  assert(trials.trials >= 1, 'a run is logged before it is reported', { study: trials.study })
  checkAttribution(record)
  const intervals: IntervalOptions = { ...resamplingTerms(options) }
  const line = (id: string): Float64Array | null =>
    record.attribution.find((one) => one.id === id)?.cents ?? null
  const ledger = {
    pnl: dailyPnl(record),
    interest: line('interest'),
    time: line('time'),
    lvr: line('lvr'),
    costs: line('costs'),
  }
  const returns = returnsOf(days, equity_cents)
  const notes = [...record.notes]
  const figures: EvidenceFigure[] = []
  let drawdowns: readonly DrawdownRow[] = []
  let months: RunEvidence['months'] = []
  if (returns.ok) {
    const daily = {
      days: days.slice(1),
      returns: returns.value,
      bills: billsReturns.slice(1),
      market: marketReturns?.slice(1) ?? null,
      held: sessionsHeld(record),
    }
    const table = drawdownsOf(days, equity_cents)
    drawdowns = table.drawdowns.slice(0, DRAWDOWNS_MAX).map(drawdownRow)
    months = monthlyTable(days, equity_cents)
    const years = (days[n - 1] - days[0]) / DAYS_PER_YEAR
    figures.push(...returnFigures(daily, { drawdowns: table, months, years }, rung, intervals))
    const excess = daily.returns.map((value, i) => value - daily.bills[i])
    figures.push(...trialFigures(excess, trials, rung, intervals))
  } else {
    notes.unshift(`The account was ruined; no return is computed. ${refusalLine(returns.refusal)}`)
  }
  const trades = coreTrades(record)
  figures.push(...ledgerFigures(ledger, trades, rung, intervals), ...tradeFigures(trades, rung, intervals))
  return {
    kind: 'run',
    provenance: provenanceOf(record),
    study: trials.study,
    from: dateOf(days[0]),
    to: dateOf(days[n - 1]),
    sessions: n,
    resampling: resamplingTerms(options),
    figures: heldOnlyCash(record) ? figures.map(unknownOfCash) : figures,
    drawdowns,
    months,
    attribution: attributionRows(record.attribution),
    trials,
    timingLuck,
    entryRefusals: record.entryRefusals ?? [],
    notes,
  }
}

/** What divides by the deviation of an account that has none but rounding. */
const OF_RISK: ReadonlySet<string> = new Set([
  'sharpe',
  'sortino',
  'skew',
  'beta',
  'downside-beta',
  'alpha',
  'deflated-sharpe',
  'minimum-track-record',
])

const unknownOfCash = (figure: EvidenceFigure): EvidenceFigure =>
  OF_RISK.has(figure.id) ? { ...figure, value: null, interval: null, note: 'only cash was held' } : figure

export const provenanceOf = ({ label, rung, rulesHash, dataHash, seed }: RunRecord): Provenance => ({
  label,
  rung,
  rulesHash,
  dataHash,
  seed,
})

export const resamplingTerms = ({
  seed,
  level = 0.95,
  resamples = 2000,
}: EvidenceOptions): ResamplingTerms => ({
  seed,
  level,
  resamples,
})

const dateOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))

function drawdownRow(one: ReturnType<typeof drawdownsOf>['drawdowns'][number]): DrawdownRow {
  return {
    peak: dateOf(one.peakDay),
    trough: dateOf(one.troughDay),
    recovery: one.recoveryDay === null ? null : dateOf(one.recoveryDay),
    depth: one.depth,
    depth_dollars: one.depthInLevels / 100,
    days: one.days,
  }
}

/** Change of the account by day; the first day's is what the ledger says of it, since no close is before it. */
function dailyPnl({ attribution, equity_cents }: RunRecord): Float64Array {
  const first = attribution.reduce((sum, { cents }) => sum + cents[0], 0)
  return equity_cents.map((value, i) => (i === 0 ? first : value - equity_cents[i - 1]))
}

function checkAttribution({ attribution, equity_cents }: RunRecord): void {
  for (const { id, cents } of attribution) {
    assert(cents.length === equity_cents.length, 'a ledger line a day', { id })
  }
  if (attribution.length === 0) return
  for (let i = 1; i < equity_cents.length; i += 1) {
    const lines = attribution.reduce((sum, { cents }) => sum + cents[i], 0)
    const change = equity_cents[i] - equity_cents[i - 1]
    assert(Math.abs(lines - change) < 0.5, 'the ledger adds up to the change of equity', { i, lines, change })
  }
}

function attributionRows(lines: readonly AttributionLine[]): readonly AttributionRow[] {
  const totals = lines.map(({ cents }) => cents.reduce((sum, value) => sum + value, 0) / 100)
  const gross = totals.reduce((sum, total) => sum + Math.abs(total), 0)
  return lines.map(({ id, label }, k) => ({
    id,
    label,
    total_dollars: totals[k] + 0,
    weight: gross === 0 ? 0 : Math.abs(totals[k]) / gross,
  }))
}
