/** What a report of a run holds, as data: the JSON of `kondor backtest`, and all that its page is drawn from. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { type AttributionByYear, attributionByYear } from '../../engine/evidence/attribution-by-year.ts'
import type { AccountCorrelation } from '../../engine/evidence/account-correlations.ts'
import type { ComparisonEvidence, RunEvidence } from '../../engine/evidence/evidence-report.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { BacktestRun, RunNote } from '../../engine/backtest/backtest-run.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { BacktestSource, SourceNote } from '../../shell/world/backtest-source.ts'
import { runVerdict, type VerdictWords } from '../view/evidence.ts'

export interface DataDocument {
  readonly kind: BacktestSource['data']
  readonly rung: BacktestSource['rung']
  readonly from: IsoDate
  readonly to: IsoDate
  readonly sessions: number
  readonly contentHash: string
  readonly seed: number | null
  readonly standsOn: readonly SourceNote[]
}

interface RulesDocument {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly hash: string
}

/** Columns by session, dollars. */
export interface RunSeries {
  readonly dates: readonly IsoDate[]
  readonly equity: readonly number[]
  readonly margin: readonly number[]
  /** The same account in T-bills. */
  readonly doingNothing: readonly number[]
  /** Of the condors, from the start: what time paid, and what LVR took. */
  readonly rent: readonly number[]
  readonly bleed: readonly number[]
}

interface TradeRow {
  readonly id: string
  readonly layer: string
  readonly structure: string | null
  readonly entry: IsoDate
  readonly exit: IsoDate
  readonly contracts: number
  readonly credit_points: number
  readonly pnl_dollars: number
  readonly fees_dollars: number
  readonly margin_dollars: number
  readonly lvr_dollars: number
  readonly rolls: number
  readonly adjustments: number
  readonly filled: string
  readonly ended: string
  /** How it ended where its close was wanted once while it cost more than settlement can: see `ClosedTrade`. */
  readonly keptBack: 'settled' | 'closed' | null
}

/** One run, whatever command made it. */
export interface RunDocument {
  readonly rules: RulesDocument
  readonly options: BacktestOptions
  readonly optionsHash: string
  readonly banners: readonly string[]
  readonly verdict: VerdictWords
  readonly evidence: RunEvidence
  readonly byYear: AttributionByYear
  readonly series: RunSeries
  readonly trades: readonly TradeRow[]
  /** What the run met and what it did, counted. */
  readonly log: readonly RunNote[]
}

export interface BacktestDocument extends RunDocument {
  readonly schema: 'kondor.backtest/1'
  readonly command: string
  readonly data: DataDocument
  /** The run less doing nothing, less the same rules unhedged, less the same entries held: those that are other rules. */
  readonly baselines: readonly ComparisonEvidence[]
  /** Of the account's daily change with the assets at hand; empty where there are none. */
  readonly correlations: readonly AccountCorrelation[]
}

export const dataDocument = (source: BacktestSource): DataDocument => {
  const { data, rung, from, to, sessions, contentHash, seed, notes } = source
  return { kind: data, rung, from, to, sessions, contentHash, seed, standsOn: notes }
}

export function runDocument(
  run: BacktestRun,
  doingNothing: { readonly equity_cents: Float64Array },
  about: { readonly rules: RuleSet; readonly options: BacktestOptions; readonly evidence: RunEvidence },
): RunDocument {
  const { rules, options, evidence } = about
  return {
    rules: { name: rules.name, title: rules.title, about: rules.about, hash: run.rulesHash },
    options,
    optionsHash: run.optionsHash,
    banners: bannersOf(run),
    verdict: runVerdict(evidence),
    evidence,
    byYear: attributionByYear(run.days, run.attribution),
    series: {
      dates: Array.from(run.days, dateOf),
      equity: dollars(run.equity_cents),
      margin: dollars(run.margin_cents),
      doingNothing: dollars(doingNothing.equity_cents),
      rent: accumulated(run, 'time', 1),
      bleed: accumulated(run, 'lvr', -1),
    },
    trades: run.trades.map((trade) => ({
      id: trade.id,
      layer: trade.layer,
      structure: trade.structureId,
      entry: dateOf(trade.entryDay),
      exit: dateOf(trade.exitDay),
      contracts: trade.contracts,
      credit_points: hundredths(trade.entryCredit_points),
      pnl_dollars: trade.pnl_cents / 100,
      fees_dollars: trade.fees_cents / 100,
      margin_dollars: Math.round(trade.margin_cents) / 100,
      lvr_dollars: Math.round(trade.lvr_cents) / 100,
      rolls: trade.rolls,
      adjustments: trade.adjustments,
      filled: trade.entryFill,
      ended: trade.ended,
      keptBack: trade.keptBack ?? null,
    })),
    log: run.log,
  }
}

/** What must stand over every figure. */
function bannersOf({ banners, log, days }: BacktestRun): readonly string[] {
  const unknown = log.find(({ code }) => code === 'bill-rate-unknown')?.count ?? 0
  if (unknown === 0) return banners
  const share = unknown === days.length ? 'throughout' : `on ${unknown} of ${days.length} sessions`
  return [
    `T-bill yields are unknown ${share}: there, cash earns nothing and excess returns are plain returns`,
    ...banners,
  ]
}

const dateOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))
const hundredths = (value: number): number => Math.round(value * 100) / 100
const dollars = (cents: Float64Array): readonly number[] =>
  Array.from(cents, (value) => Math.round(value) / 100)

function accumulated({ attribution, days }: BacktestRun, id: string, sign: 1 | -1): readonly number[] {
  const cents = attribution.find((line) => line.id === id)?.cents ?? new Float64Array(days.length)
  let sum = 0
  return Array.from(cents, (value) => {
    sum += sign * value
    return Math.round(sum) / 100
  })
}
