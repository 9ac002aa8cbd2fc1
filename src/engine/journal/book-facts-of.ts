/** The book as a decision needs it: open condors recognised from what trades hold, hedges on VIX, and the rest. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import type { Cents, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { BookFacts, EntrySource, HeldHedge, HeldOther, HeldPosition } from '../../policy/book-facts.ts'
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
const FUTURE = /^VX\b/

export function bookFactsOf(book: BookState, entries: EntryStates, asOf: EpochMs): BookFacts {
  const positions: HeldPosition[] = []
  const hedges: HeldHedge[] = []
  const others: HeldOther[] = []
  for (const open of openPositions(book)) {
    if (open.legs.length > 0 && open.legs.every(isOnVolatility)) {
      hedges.push(...open.legs.map((leg) => hedgeOf(open, leg)))
      continue
    }
    const condor = condorOf(open.legs)
    if (typeof condor === 'string') others.push({ trade: open.trade, says: condor })
    else positions.push(positionOf(book, open, condor, entries))
  }
  return {
    positions,
    hedges,
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
  layerId: null,
})

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
  const given = entries.get(open.trade) ?? {
    entry: null,
    note: 'no chain of the session it was sold in is at hand: import one with kondor import FILE',
    source: null,
  }
  const { rolls, adjustments } = trade === undefined ? { rolls: 0, adjustments: 0 } : changesOf(book, trade)
  return {
    trade: open.trade,
    chain: open.chain,
    structureId: null,
    openedAt: open.openedAt,
    root: condor.root,
    expiration: condor.expiration,
    contracts: condor.contracts,
    legs: condor.legs,
    entryCredit_points: condor.credit_points,
    entry: recorded === null ? given.entry : stateOf(recorded, condor),
    entryNote:
      recorded === null ? given.note : `recorded from ${recorded.data.source}, ${recorded.data.quotedAt}`,
    entrySource: recorded === null ? given.source : null,
    chainCash_cents: open.chainCash_cents,
    rolls,
    adjustments,
  }
}

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

/** Instants at which part of the trade was closed while the rest stayed: one adjustment however many legs it took. */
function cutsOf(trade: TradeState): readonly number[] {
  const held = new Map<string, number>()
  const cuts = new Set<number>()
  for (const { instrument, quantity, filledAt } of trade.fills) {
    const before = held.get(instrument) ?? 0
    const after = before + quantity
    held.set(instrument, after)
    if (before !== 0 && Math.sign(after) === Math.sign(before) && Math.abs(after) < Math.abs(before)) {
      cuts.add(filledAt)
    }
  }
  return [...cuts]
}

function adjustmentsSince(book: BookState, from: number, to: number): number {
  let count = 0
  for (const trade of book.trades.values()) {
    count += cutsOf(trade).filter((at) => at > from && at <= to).length
    const parent = trade.parent === null ? undefined : book.trades.get(trade.parent)
    const within = trade.openedAt > from && trade.openedAt <= to
    if (parent !== undefined && within && expirationOf(parent) === expirationOf(trade)) count += 1
  }
  return count
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
