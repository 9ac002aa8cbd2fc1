/**
 * A book as it stands, led through the days of an episode: held unchanged, revalued in full at each close, with the ledger of each day.
 * Every price of it is modelled, and none of it happened: a what-if. Nothing is traded, so nothing is paid for trading.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, mustAccept, refused, type Result } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../../book/ledger/book-item.ts'
import { bookLedger, type HeldStep, LEDGER_LINES, type LedgerLine } from '../../book/ledger/book-ledger.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { verticalsOf } from '../../book/structure/vertical.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'
import { VIX_HIGH, VIX_LOW } from '../../market/model/surface-model.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge, HeldIndexOption } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import { hedgeFactors, hedgeItems, settledFactors } from '../../policy/hedge/hedge-items.ts'
import type { StressEpisode } from './stress-episode.ts'
import {
  boundedMarks,
  condorHolding,
  type CondorHolding,
  optionHolding,
  type OptionHolding,
  type StressCondor,
} from './stress-holding.ts'
import {
  type StressDay,
  stressDay,
  stressFactors,
  stressStart,
  stressVolatility,
  vxOverModel,
} from './stress-world.ts'

export interface StressBook {
  readonly condors: readonly StressCondor[]
  /** Options of the index outside condors: what closes delta. */
  readonly options: readonly HeldIndexOption[]
  readonly hedges: readonly HeldHedge[]
}

export interface StressRow {
  /** Session of the episode. */
  readonly episodeDate: IsoDate
  /** Session of the replay: they run on from today. */
  readonly date: IsoDate
  readonly spot_points: number
  readonly index_share: number
  readonly vix_vol_points: number
  readonly vixHeld: boolean
  /** Dollars of the day, by line of the ledger; they add up to `pnl_dollars`. */
  readonly lines_dollars: Readonly<Record<LedgerLine, number>>
  /** By layer: `core`, `delta`, `hedge:front`. */
  readonly byLayer_dollars: Readonly<Record<string, number>>
  readonly pnl_dollars: number
  /** Since today. */
  readonly total_dollars: number
  /** What settled on this day. */
  readonly settled: readonly string[]
}

export interface StressReplay {
  readonly id: string
  readonly title: string
  readonly volatilityIndex: 'VXO' | 'VIX'
  readonly indexSource: string
  readonly from: IsoDate
  readonly rows: readonly StressRow[]
  /** Of the condors, from today's value on: each at the full width of its wider side. */
  readonly condorFloor_dollars: number
  readonly lowest_dollars: number
  readonly lowestOn: IsoDate
  /** What could not be replayed, and why. */
  readonly leftOut: readonly string[]
}

/** One episode. Refuses where today's VIX is unknown, or nothing of the book can be priced. */
export function replayStress(
  facts: MarketFacts,
  book: StressBook,
  episode: StressEpisode,
): Result<StressReplay> {
  const vix = vixNow(facts)
  if (!vix.ok) return vix
  const start = stressStart(facts, vix.value)
  const closes = [...vixBefore(facts, vix.value), vix.value]
  const overModel =
    facts.volatility === null
      ? new Map<number, number>()
      : vxOverModel(facts.volatility, start, Float64Array.from(closes))
  const held = holdingsOf(facts, book, overModel)
  if (held.condors.length + held.options.length + held.hedges.length === 0) {
    const was = held.leftOut.join('; ') || 'nothing'
    return refused(
      refuse('command.bad-input', {
        field: 'book',
        was,
        wanted: 'something held that can be priced today',
        source: 'stress replay',
      }),
    )
  }
  const marked: Marked[] = [
    ...held.condors.map((holding): Marked => ({
      holding,
      items: holding.items,
      marks_dollars: marksOf(holding, holding.items),
    })),
    ...held.options.map((option): Marked => ({
      option,
      items: [option.item],
      marks_dollars: [option.item.position.value(option.item.factors)],
    })),
    ...held.hedges.map((hedge): Marked => ({
      hedge,
      items: [hedge.item],
      marks_dollars: [hedge.item.position.value(hedge.item.factors)],
    })),
  ]
  const floor = floorOf(marked)
  const rows: StressRow[] = []
  let [open, last, total] = [marked, start, 0]
  for (const [i, move] of episode.moves.entries()) {
    const day = stressDay(start, move, i + 1)
    closes.push(day.vix_vol_points)
    const volatility =
      facts.volatility === null
        ? null
        : stressVolatility(facts.volatility, day, Float64Array.from(closes), overModel)
    const scene: Scene = { facts, start, last, day, volatility }
    const moved = open.map((one) => moveOf(one, scene))
    const ledger = bookLedger(
      moved.flatMap(({ steps }) => steps),
      'at-next',
    )
    if (!ledger.ok) return ledger
    const { cents } = ledger.value.total
    total += cents.total
    rows.push({
      episodeDate: move.date,
      date: day.date,
      spot_points: day.spot_points,
      index_share: move.index_share,
      vix_vol_points: day.vix_vol_points,
      vixHeld: day.vixHeld,
      lines_dollars: Object.fromEntries(LEDGER_LINES.map((line) => [line, cents[line] / 100])) as Record<
        LedgerLine,
        number
      >,
      byLayer_dollars: Object.fromEntries(
        [...ledger.value.byLayer].map(([layer, sum]) => [layer, sum.cents.total / 100]),
      ),
      pnl_dollars: cents.total / 100,
      total_dollars: total / 100,
      settled: moved.flatMap(({ settled }) => (settled === null ? [] : [settled])),
    })
    open = moved.flatMap(({ after }) => (after === null ? [] : [after]))
    last = day
  }
  const lowest = rows.reduce((worst, row) => (row.total_dollars < worst.total_dollars ? row : worst))
  return accepted({
    id: episode.id,
    title: episode.title,
    volatilityIndex: episode.volatilityIndex,
    indexSource: episode.indexSource,
    from: episode.from,
    rows,
    condorFloor_dollars: floor,
    lowest_dollars: lowest.total_dollars,
    lowestOn: lowest.date,
    leftOut: held.leftOut,
  })
}

/** Sessions of VIX that the curve's mean may look back on. */
const RECENT = 250

/**
 * Closes of VIX before today: published, else modelled from the index; without either, today's as if it had long stood there. At the
 * close histories hold today as well, which is not before itself.
 */
function vixBefore({ vixHistory, history, market }: MarketFacts, vix_vol_points: number): Float64Array {
  const yesterday = dayNumber(market.chain.sessionDate) - 1
  if (vixHistory !== null) return barsUpTo(vixHistory, yesterday).closes.slice(-RECENT)
  if (history === null) return new Float64Array(RECENT).fill(vix_vol_points)
  const { values, present } = modelVix(barsUpTo(history, yesterday).closes)
  return values.filter((_, i) => present[i] === 1).slice(-RECENT)
}

/** As read off the chain, else its last close. */
function vixNow({ market, vixHistory }: MarketFacts): Result<number> {
  const level = market.vix.ok ? market.vix.value.level_vol_points : (vixHistory?.closes.at(-1) ?? null)
  if (level !== null && level >= VIX_LOW && level <= VIX_HIGH) return accepted(level)
  return refused(
    refuse('series.missing', {
      field: 'VIX',
      was: level,
      wanted: `VIX of today, within ${VIX_LOW} and ${VIX_HIGH}`,
      source: market.chain.source.name,
    }),
  )
}

interface HeldOnVolatility {
  readonly held: HeldHedge
  readonly item: BookItem
}

/** Something open, with what it was last marked at. */
interface Marked {
  readonly holding?: CondorHolding
  readonly option?: OptionHolding
  readonly hedge?: HeldOnVolatility
  readonly items: readonly BookItem[]
  readonly marks_dollars: readonly number[]
}

function holdingsOf(
  facts: MarketFacts,
  { condors, options, hedges }: StressBook,
  overModel: ReadonlyMap<number, number>,
) {
  const leftOut: string[] = []
  const say = ({ field, wanted }: Refusal): void => void leftOut.push(`${field}: wanted ${wanted}`)
  const open: CondorHolding[] = []
  for (const condor of condors) {
    const holding = condorHolding(condor, facts)
    if (holding.ok) open.push(holding.value)
    else say(holding.refusal)
  }
  const single: OptionHolding[] = []
  for (const option of options) {
    const holding = optionHolding(option, facts)
    if (holding.ok) single.push(holding.value)
    else say(holding.refusal)
  }
  const { volatility } = facts
  const onVolatility: HeldOnVolatility[] = []
  for (const held of hedges) {
    const contract = hedgeContract(held.instrument)
    if (volatility === null || (contract !== null && !overModel.has(contract.expirationDay))) {
      leftOut.push(`${held.instrument}: no modelled VX future of its expiration`)
      continue
    }
    const { items, refusals } = hedgeItems([held], volatility)
    refusals.forEach(say)
    for (const item of items) onVolatility.push({ held, item })
  }
  return { condors: open, options: single, hedges: onVolatility, leftOut }
}

const modelOf = (items: readonly BookItem[]): readonly number[] =>
  items.map(({ position, factors }) => position.value(factors))

function marksOf(holding: CondorHolding, items: readonly BookItem[]): readonly number[] {
  const { rate, years } = items[0].factors
  return boundedMarks(holding, modelOf(items), Math.exp(-rate * years))
}

function floorOf(marked: readonly Marked[]): number {
  let floor = 0
  for (const { holding, marks_dollars } of marked) {
    if (holding === undefined) continue
    const { put, call } = verticalsOf(holding.condor.legs)
    const width = Math.max(put.width_points, call.width_points)
    const worth = marks_dollars.reduce((sum, mark) => sum + mark, 0)
    floor -= width * INDEX_OPTION_MULTIPLIER * holding.condor.contracts + worth
  }
  return floor
}

interface Scene {
  readonly facts: MarketFacts
  readonly start: StressDay
  readonly last: StressDay
  readonly day: StressDay
  readonly volatility: VolatilityMarket | null
}

interface Moved {
  readonly steps: readonly HeldStep[]
  readonly after: Marked | null
  readonly settled: string | null
}

function moveOf(before: Marked, scene: Scene): Moved {
  if (before.holding !== undefined) return moveCondor(before, before.holding, scene)
  if (before.option !== undefined) return moveOption(before, before.option, scene)
  assert(before.hedge !== undefined, 'what is open is a condor, an option or a hedge')
  return moveHedge(before, before.hedge, scene)
}

/** What an expiry of the index settles at by the close of a day of the replay; null while it has not. */
function settlementBy({ slice }: ExpiryState, { start, last, day }: Scene) {
  const { settlesAt, settlement } = slice
  if (settlesAt > day.at) return null
  // A session that was under way when the replay began ends before anything moves.
  if (newYorkCivil(settlesAt).date <= start.date) {
    const { spot_points, date } = start
    return {
      spot_points,
      says: `${spot_points.toFixed(2)}, today’s index, on ${date} before the replay moves`,
    }
  }
  // A morning settlement is struck before the close of its day: the close before stands for it.
  const { spot_points } = settlement === 'AM' ? last : day
  return { spot_points, says: spot_points.toFixed(2) }
}

function moveCondor(before: Marked, holding: CondorHolding, scene: Scene): Moved {
  const { expiry, condor } = holding
  const { facts, start, day } = scene
  const settled = settlementBy(expiry, scene)
  const items = before.items.map((item, i): BookItem => {
    if (settled !== null) return settledItem(item, settled.spot_points)
    const base = holding.items[i].factors
    const { strike_points } = condor.legs[i]
    return {
      ...item,
      factors: stressFactors(expiry, strike_points, base, { start, day }, facts.market.yearClock),
    }
  })
  const marks_dollars = settled === null ? marksOf(holding, items) : modelOf(items)
  return movedTo(before, items, marks_dollars, settled === null ? null : `${condor.trade} at ${settled.says}`)
}

function moveOption(
  before: Marked,
  { held, expiry, item, strike_points }: OptionHolding,
  scene: Scene,
): Moved {
  const { facts, start, day } = scene
  const settled = settlementBy(expiry, scene)
  const [now] = before.items
  const after =
    settled === null
      ? {
          ...now,
          factors: stressFactors(expiry, strike_points, item.factors, { start, day }, facts.market.yearClock),
        }
      : settledItem(now, settled.spot_points)
  const says = settled === null ? null : `${held.trade} ${held.instrument} at ${settled.says}`
  return movedTo(before, [after], modelOf([after]), says)
}

const settledItem = (item: BookItem, spot_points: number): BookItem => ({
  ...item,
  factors: { ...item.factors, underlying: spot_points, years: 0 },
})

/** Open still where nothing is said of a settlement. */
const movedTo = (
  before: Marked,
  items: readonly BookItem[],
  marks_dollars: readonly number[],
  settled: string | null,
): Moved => ({
  steps: stepsOf(before, items, marks_dollars),
  after: settled === null ? { ...before, items, marks_dollars } : null,
  settled,
})

function moveHedge(
  before: Marked,
  { held, item }: HeldOnVolatility,
  { last, day, volatility }: Scene,
): Moved {
  const contract = hedgeContract(held.instrument)
  assert(contract !== null && volatility !== null, 'a hedge that is open was priced', {
    instrument: held.instrument,
  })
  const [now] = before.items
  const done = contract.expirationDay <= dayNumber(day.date)
  // VRO is struck in the morning: VIX of the close before stands for it.
  const factors = done
    ? settledFactors(now.factors, last.vix_vol_points)
    : mustAccept(hedgeFactors(contract, volatility))
  const says = done ? `${held.instrument} at ${last.vix_vol_points.toFixed(2)}` : null
  return movedTo(before, [{ ...now, factors }], [item.position.value(factors)], says)
}

const stepsOf = (before: Marked, after: readonly BookItem[], marks_dollars: readonly number[]): HeldStep[] =>
  after.map((item, i) => ({
    item,
    before: before.items[i].factors,
    after: item.factors,
    markBefore_dollars: before.marks_dollars[i],
    markAfter_dollars: marks_dollars[i],
  }))
