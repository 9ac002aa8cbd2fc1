/** The book as a decision needs it: open condors recognised from what trades hold, hedges on VIX, and the rest. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import type { Cents, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { type CondorLegs, type OptionLeg, occSymbol } from '../../book/structure/legs.ts'
import type { Fill } from '../../book/position/fill.ts'
import { worstSettlement } from '../../book/structure/margin.ts'
import type {
  BookFacts,
  EntrySource,
  HeldHedge,
  HeldIndexOption,
  HeldOther,
  HeldPosition,
} from '../../policy/book-facts.ts'
import { type PremiumFlow, hedgeSpentLastYear } from '../../policy/hedge/hedge-spent.ts'
import type { InvariantState } from '../../policy/invariant/invariant.ts'
import type { BaselineRecorded } from './event.ts'
import type { BookState, TradeState } from './book-state.ts'
import { type HeldLeg, type OpenPosition, chainOf, openPositions } from './open-positions.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'

/** The state a trade was sold in where the journal has none, and where it is from; or why there is none. */
export type EntryStates = ReadonlyMap<
  string,
  { readonly entry: InvariantState | null; readonly note: string; readonly source: EntrySource | null }
>

const WEEK_MS = 7 * 86_400_000
const CONDOR_ROOTS: ReadonlySet<string> = new Set(['SPX', 'SPXW'])
const VIX_ROOTS: ReadonlySet<string> = new Set(['VIX', 'VIXW'])
/** A future by its final settlement; any other name cannot be priced. */
const FUTURE = /^VX \d{4}-\d{2}-\d{2}$/
/** Of the layer, or of the name of a trade of which nobody said one: `hedge:front`, `hedge:second-engine`. */
const LAYER = /^hedge:([a-z0-9-]+)/

export function bookFactsOf(book: BookState, entries: EntryStates, asOf: EpochMs): BookFacts {
  const positions: HeldPosition[] = []
  const hedges: HeldHedge[] = []
  const indexOptions: HeldIndexOption[] = []
  const others: HeldOther[] = []
  for (const open of openPositions(book)) {
    if (open.legs.length > 0 && open.legs.every(isOnVolatility)) {
      hedges.push(...open.legs.map((leg) => hedgeOf(open, leg)))
      continue
    }
    if (closesDelta(open)) {
      indexOptions.push(...indexOptionsOf(open, true))
      continue
    }
    const condor = condorOf(open.legs)
    if (typeof condor === 'string') {
      indexOptions.push(...indexOptionsOf(open, false))
      others.push({ trade: open.trade, says: condor, margin_dollars: marginOf(open.legs) })
    } else positions.push(positionOf(book, open, condor, entries))
  }
  return {
    positions,
    hedges,
    indexOptions,
    others,
    adjustmentsLastWeek: adjustmentsSince(book, asOf - WEEK_MS, asOf),
    hedgeSpentLastYear_dollars: hedgeSpentLastYear(premiumFlows(book, asOf), dayOf(asOf)),
  }
}

const isOnVolatility = ({ instrument, option }: HeldLeg): boolean =>
  option === null ? FUTURE.test(instrument) : VIX_ROOTS.has(option.root)

const hedgeOf = (open: OpenPosition, leg: HeldLeg): HeldHedge => ({
  trade: open.trade,
  instrument: leg.instrument,
  quantity: leg.quantity,
  cost_cents: (0 - leg.cash_cents) as Cents,
  layerId: LAYER.exec(open.layer ?? open.trade)?.[1] ?? null,
})

/** Said so, or a synthetic: call and put of one strike, one bought and the other sold. */
function closesDelta({ legs, layer }: OpenPosition): boolean {
  // A future among them is none of what is counted here: such a trade is one that no rule speaks of, and is named.
  if (layer !== null) return layer === 'delta' && legs.length > 0 && legs.every(isOnIndex)
  return isSynthetic(legs) && legs[0].quantity === 0 - legs[1].quantity
}

/** The same of a trade that may be closed: by what was first bought or sold of each instrument. */
function closedDelta({ fills, layer }: TradeState): boolean {
  if (layer !== null) return layer === 'delta'
  const first = new Map<string, Fill>()
  for (const fill of fills) if (!first.has(fill.instrument)) first.set(fill.instrument, fill)
  return isSynthetic([...first.values()])
}

function isSynthetic(legs: readonly { readonly instrument: string; readonly quantity: number }[]): boolean {
  const [a = null, b = null] = legs.map(({ instrument }) => parseOccSymbol(instrument))
  if (legs.length !== 2 || a === null || b === null || !CONDOR_ROOTS.has(a.root)) return false
  const isOnePlace = a.root === b.root && a.expiration === b.expiration && a.strike_points === b.strike_points
  return isOnePlace && a.right !== b.right && legs[0].quantity * legs[1].quantity < 0
}

const isOnIndex = ({ option }: HeldLeg): boolean => option !== null && CONDOR_ROOTS.has(option.root)

const indexOptionsOf = ({ trade, legs }: OpenPosition, closes: boolean): readonly HeldIndexOption[] =>
  legs
    .filter(isOnIndex)
    .map(({ instrument, quantity }) => ({ trade, instrument, quantity, closesDelta: closes }))

/**
 * Margin of option legs that are no condor: by expiration the largest loss at settlement, no credit counted. Null where it has no
 * bound (a short call uncovered) or a leg is no option.
 */
function marginOf(legs: readonly HeldLeg[]): number | null {
  const byExpiry = new Map<string, (OptionLeg & { readonly multiplier: number })[]>()
  for (const { option, quantity, multiplier } of legs) {
    if (option === null) return null
    const key = `${option.root} ${option.expiration}`
    const { right, strike_points } = option
    byExpiry.set(key, [...(byExpiry.get(key) ?? []), { right, strike_points, quantity, multiplier }])
  }
  let margin = 0
  for (const group of byExpiry.values()) {
    const calls = group.reduce((sum, { right, quantity }) => sum + (right === 'C' ? quantity : 0), 0)
    if (calls < 0) return null
    margin += -worstSettlement(group) * (group[0]?.multiplier ?? 0)
  }
  return margin
}

interface FoundCondor {
  readonly root: string
  readonly expiration: IsoDate
  readonly contracts: number
  readonly legs: CondorLegs<OptionLeg>
  /** Points per condor. */
  readonly credit_points: number
}

/** The condor that legs are, or why they are none. */
export function condorOf(legs: readonly HeldLeg[]): FoundCondor | string {
  const names = legs.map(({ instrument, quantity }) => `${quantity} ${instrument}`).join(', ')
  const none = (why: string): string => `${names === '' ? 'holds nothing' : `holds ${names}`}: ${why}`
  const options = legs.flatMap(({ option }) => (option === null ? [] : [option]))
  if (legs.some(({ instrument }) => /^VX\b/.test(instrument) && !FUTURE.test(instrument))) {
    return none('a VX future is called by its settlement, VX 2024-03-20')
  }
  if (legs.length !== 4 || options.length !== 4) return none('a condor has four option legs')
  const [{ root, expiration }] = options
  if (options.some((one) => one.root !== root || one.expiration !== expiration)) {
    return none('the legs are of several roots or expirations')
  }
  if (!CONDOR_ROOTS.has(root)) return none('Kondor decides on SPX and SPXW condors')
  // Legs come by strike; of one strike the call stands before the put, which an iron butterfly has the other way round.
  const ordered = [...legs].sort((a, b) => rank(a) - rank(b))
  const contracts = Math.abs(ordered[0].quantity)
  const shape = ordered.map(({ option, quantity }) => `${quantity > 0 ? '+' : '-'}${option?.right}`).join(' ')
  if (shape !== '+P -P -C +C') return none('not long put, short put, short call, long call by strike')
  if ((ordered[1].option?.strike_points ?? 0) > (ordered[2].option?.strike_points ?? 0)) {
    return none('the short put stands above the short call')
  }
  if (ordered.some(({ quantity }) => Math.abs(quantity) !== contracts)) {
    return none('the legs are not of one size')
  }
  const leg = (i: number): OptionLeg => ({
    right: ordered[i].option?.right ?? 'P',
    strike_points: ordered[i].option?.strike_points ?? 0,
    quantity: Math.sign(ordered[i].quantity),
  })
  const cash = ordered.reduce((sum, { cash_cents }) => sum + cash_cents, 0)
  return {
    root,
    expiration,
    contracts,
    legs: [leg(0), leg(1), leg(2), leg(3)],
    credit_points: cash / 100 / ordered[0].multiplier / contracts,
  }
}

const rank = ({ option }: HeldLeg): number => (option?.right === 'C' ? 1e6 : 0) + (option?.strike_points ?? 0)

function positionOf(
  book: BookState,
  open: OpenPosition,
  condor: FoundCondor,
  entries: EntryStates,
): HeldPosition {
  const trade = book.trades.get(open.trade)
  const recorded = trade?.baseline ?? null
  const moved = recorded !== null && !sameInstruments(recorded, condor)
  const given = entries.get(open.trade) ?? {
    entry: null,
    note: 'no chain of the session it was sold in is at hand: import one with kondor import FILE',
    source: null,
  }
  const { rolls, adjustments } = trade === undefined ? { rolls: 0, adjustments: 0 } : changesOf(book, trade)
  return {
    trade: open.trade,
    chain: open.chain,
    rulesHash: open.rulesHash,
    structureId: open.structureId,
    openedAt: open.openedAt,
    root: condor.root,
    expiration: condor.expiration,
    contracts: condor.contracts,
    legs: condor.legs,
    entryCredit_points: condor.credit_points,
    entry: recorded === null ? given.entry : moved ? null : stateOf(recorded, condor),
    entryNote:
      recorded === null
        ? given.note
        : moved
          ? 'its legs were changed since: a new trade would start a new baseline'
          : `from ${recorded.data.source}, ${recorded.data.quotedAt}`,
    entrySource: recorded === null ? given.source : null,
    chainCash_cents: open.chainCash_cents,
    rolls,
    adjustments,
  }
}

/** Whether the legs are those that the baseline was taken of. */
const sameInstruments = (
  { instruments }: BaselineRecorded,
  { root, expiration, legs }: FoundCondor,
): boolean =>
  legs.every((leg, i) => occSymbol(root, expiration, leg.right, leg.strike_points) === instruments[i])

/** The invariants' state of entry from what the journal recorded of it. */
function stateOf(recorded: BaselineRecorded, condor: FoundCondor): InvariantState {
  return {
    model: {
      legs: condor.legs.map((leg, i) => ({ ...leg, volatility: recorded.volatilities[i] })),
      forward_points: recorded.forward_points,
      rate: recorded.rate_per_year,
      years: recorded.years,
      multiplier: 100,
    },
    legs: condor.legs,
    entryCredit_points: condor.credit_points,
    entryEdr_points: recorded.edr_points,
    forecastVariance: recorded.forecastVariance,
    series: recorded.series,
  }
}

/** Rolls change the expiration; a link of the chain that keeps it is a re-strike. Cuts count as adjustments too. */
function changesOf(
  book: BookState,
  trade: TradeState,
): { readonly rolls: number; readonly adjustments: number } {
  let [rolls, adjustments] = [0, 0]
  for (const link of chainOf(book, trade)) {
    adjustments += cutsOf(link).length
    if (link.parent === null) continue
    const parent = book.trades.get(link.parent)
    if (parent !== undefined && expirationOf(parent) === expirationOf(link)) adjustments += 1
    else rolls += 1
  }
  return { rolls, adjustments }
}

const expirationOf = (trade: TradeState): string | null => {
  const [first] = trade.fills
  return first === undefined ? null : (parseOccSymbol(first.instrument)?.expiration ?? null)
}

/**
 * Sessions on which part of a condor was closed while the rest stayed: one adjustment however many fills it took. A session that
 * ends flat is a close, and none of these.
 */
function cutsOf(trade: TradeState): readonly EpochMs[] {
  if (!trade.fills.every(({ instrument }) => CONDOR_ROOTS.has(parseOccSymbol(instrument)?.root ?? '')))
    return []
  const held = new Map<string, number>()
  const cuts = new Map<string, EpochMs>()
  const flatAfter = new Set<string>()
  for (const { instrument, quantity, filledAt } of trade.fills) {
    const before = held.get(instrument) ?? 0
    const after = before + quantity
    held.set(instrument, after)
    const session = newYorkCivil(filledAt).date
    if (before !== 0 && Math.sign(before) !== Math.sign(quantity)) cuts.set(session, filledAt)
    if ([...held.values()].every((count) => count === 0)) flatAfter.add(session)
    else flatAfter.delete(session)
  }
  return [...cuts].flatMap(([session, at]) => (flatAfter.has(session) ? [] : [at]))
}

/**
 * Re-strikes, cuts and closes by fills; what settles at its expiration is nobody's adjustment. Nor is what closes delta, in the
 * account of a backtest as here.
 */
function adjustmentsSince(book: BookState, from: number, to: number): number {
  const within = (at: number): boolean => at > from && at <= to
  let count = 0
  for (const trade of book.trades.values()) {
    if (closedDelta(trade)) continue
    count += cutsOf(trade).filter(within).length
    const parent = trade.parent === null ? undefined : book.trades.get(trade.parent)
    if (parent !== undefined && within(trade.openedAt) && expirationOf(parent) === expirationOf(trade))
      count += 1
    if (trade.closedAt !== null && within(trade.closedAt) && isClosedEarly(book, trade)) count += 1
  }
  return count
}

/** Closed by a fill, and not turned into another trade. */
function isClosedEarly(book: BookState, trade: TradeState): boolean {
  const last = trade.fills.at(-1)
  const isCondor = CONDOR_ROOTS.has(parseOccSymbol(last?.instrument ?? '')?.root ?? '')
  const rolled = [...book.trades.values()].some(({ parent }) => parent === trade.id)
  return isCondor && !rolled && last !== undefined && !last.id.startsWith('settled:')
}

/** Premium and fees of fills on VIX options by their day in New York, closing fills negative. Futures pay no premium. */
function premiumFlows(book: BookState, until: EpochMs): readonly PremiumFlow[] {
  return [...book.fills.values()]
    .filter(({ filledAt }) => filledAt <= until)
    .filter(({ instrument }) => VIX_ROOTS.has(parseOccSymbol(instrument)?.root ?? ''))
    .map(({ quantity, price_points, multiplier, fees_cents, filledAt }) => ({
      day: dayOf(filledAt),
      dollars: (Math.round(quantity * price_points * multiplier * 100) + fees_cents) / 100,
    }))
}

const dayOf = (instant: EpochMs): number => dayNumber(newYorkCivil(instant).date)
