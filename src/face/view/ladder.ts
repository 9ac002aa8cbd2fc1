/** The hedge ladder in words: each rung, what the whole costs against what it covers, and the second engine. */
import type {
  HedgeInstrument,
  HedgeLadder,
  LayerAction,
  LayerReading,
  MarkedHedge,
  SecondEngineReading,
} from '../../policy/hedge/hedge-ladder.ts'
import { weekdayDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { ladderSentence } from './ladder-sentence.ts'
import { capitalised } from './listed.ts'
import { counted, dollars, grouped, percent, price, signed, strike } from './numbers.ts'
import { NOTHING_HELD, type OrderWords, heldOf, orderWords } from './order.ts'
import { type ReasonWords, reasonWords } from './reason.ts'
import { type Row, type Table, type Tone, row } from './words.ts'

/** One contract of a rung: held and wanted, wanted only, or held beyond what is wanted. */
type Pip = 'held' | 'wanted' | 'beyond'

export interface RungWords {
  readonly id: string
  /** `110 days`. */
  readonly title: string
  /** `VIX calls`. */
  readonly instrument: string
  readonly action: string
  readonly tone: Tone
  /** `holds 2, wants 4`. */
  readonly counts: string
  readonly pips: readonly Pip[]
  /** `VIX 17 call of Wed 20 Mar 2024, 75 days`; why there is none. */
  readonly target: string
  /** `delta 0.50 on VX 15.85, volatility 71%`; empty without a target. */
  readonly targetNote: string
  /** `$640 paid`; null where nothing is traded. */
  readonly cost: string | null
  readonly rows: readonly Row[]
  readonly held: Table | null
  /** Why marks are unknown. */
  readonly heldNotes: readonly string[]
  readonly orders: readonly OrderWords[]
}

export interface LadderWords {
  readonly rung: HedgeLadder['rung']
  readonly source: string
  /** What the ladder does today. */
  readonly sentence: string
  /** Longest tenor first, as one climbs down. */
  readonly rungs: readonly RungWords[]
  readonly rows: readonly Row[]
  /** Held and of no layer. */
  readonly unassigned: Table | null
  /** The yardstick's limit is passed: said beside the share and among the warnings. */
  readonly warnings: readonly string[]
  readonly engine: EngineWords | null
  /** Of the whole: the layers' and the engine's reasons are under it. */
  readonly reason: ReasonWords
}

export interface EngineWords {
  /** `Armed`, `Not armed`, `Unknown`. */
  readonly state: string
  readonly tone: Tone
  readonly rows: readonly Row[]
  readonly orders: readonly OrderWords[]
}

export function ladderWords(ladder: HedgeLadder | null): LadderWords | null {
  if (ladder === null) return null
  const { rung, source, layers, warnings, secondEngine, reason } = ladder
  return {
    rung,
    source,
    sentence: sentenceOf(ladder),
    rungs: layers.toSorted((one, other) => other.tenor_days - one.tenor_days).map(rungWords),
    rows: wholeRows(ladder),
    unassigned: heldTable('Of no layer', ladder.unassigned),
    warnings,
    engine: secondEngine === null ? null : engineWords(secondEngine),
    reason: reasonWords(reason),
  }
}

function sentenceOf(ladder: HedgeLadder): string {
  const trades = ladderSentence(ladder).replace('Hedge ladder: ', '')
  const isUnknown = ladder.layers.some(({ action }) => action === 'unknown')
  return capitalised(trades || (isUnknown ? 'not all layers can be priced.' : 'nothing to trade today.'))
}

const ACTIONS: Readonly<Record<LayerAction, readonly [string, Tone]>> = {
  hold: ['Hold', 'good'],
  open: ['Open', 'warn'],
  roll: ['Roll', 'warn'],
  monetise: ['Take profit', 'warn'],
  reduce: ['Reduce', 'warn'],
  'stand aside': ['Stand aside', 'quiet'],
  unknown: ['Unknown', 'quiet'],
}

const INSTRUMENTS: Readonly<Record<LayerReading['instrument'], string>> = {
  'vix-call': 'VIX calls',
  'vix-call-spread': 'VIX call spreads',
  'vix-future': 'VIX futures',
}

/** More contracts than fit a row of dots are told by their numbers alone. */
const PIPS_MAX = 12

function rungWords(layer: LayerReading): RungWords {
  const { id, tenor_days, instrument, action, wants_contracts, holds_contracts, orders, held } = layer
  const [verb, tone] = ACTIONS[action]
  return {
    id,
    title: counted(tenor_days, 'day'),
    instrument: INSTRUMENTS[instrument],
    action: verb,
    tone,
    counts: `holds ${grouped(holds_contracts, 0)}, wants ${grouped(wants_contracts, 0)}`,
    pips: pipsOf(holds_contracts, wants_contracts),
    target: layer.target === null ? 'no future or option of this tenor is known' : targetText(layer.target),
    targetNote: layer.target === null ? '' : targetNote(layer.target),
    cost: orders.length === 0 ? null : costText(layer.cost_dollars),
    rows: rungRows(layer),
    held: heldTable(`Held, ${counted(tenor_days, 'day')}`, held),
    heldNotes: held.flatMap(({ instrument, note }) => (note === null ? [] : [`${instrument}: ${note}`])),
    orders: orders.map((order) => orderWords(order, heldOf(held))),
  }
}

function pipsOf(holds: number, wants: number): readonly Pip[] {
  const count = Math.max(holds, wants)
  if (count > PIPS_MAX) return []
  return Array.from({ length: count }, (_, index) =>
    index >= wants ? 'beyond' : index < holds ? 'held' : 'wanted',
  )
}

/** `$640 paid`, `$120 received`. */
function costText(cost: number | null): string {
  if (cost === null) return UNKNOWN
  return `${dollars(Math.abs(cost))} ${cost < 0 ? 'received' : 'paid'}`
}

function targetText({ instrument, legs, strike_vol_points, expiration, days }: HedgeInstrument): string {
  const kind = legs.length > 1 ? 'call spread' : 'call'
  const name = strike_vol_points === null ? instrument : `${strike(strike_vol_points)} ${kind}`
  return `${name}, ${weekdayDate(expiration)}, ${counted(days, 'day')}`
}

function targetNote({ delta, future_vol_points, volatility, price_points, rung }: HedgeInstrument): string {
  const parts = [
    price(price_points),
    `delta ${grouped(delta, 2)} on VX ${grouped(future_vol_points, 2)}`,
    ...(volatility === null ? [] : [`volatility ${percent(volatility)}`]),
    rung,
  ]
  return parts.join(', ')
}

function rungRows(layer: LayerReading): Row[] {
  const { target, instrument, orders } = layer
  const one =
    instrument === 'vix-future' ? 'margin of one, assumed; nothing is paid' : 'of one contract, at the ask'
  return [
    ...(target === null ? [] : [row('Price', dollars(target.cost_dollars), one)]),
    ...(orders.length === 0
      ? []
      : [row('Held after the orders', grouped(layer.afterOrders_contracts, 0), 'contracts')]),
    ...(layer.wants_contracts === 0 ? [] : stressRows(layer)),
  ]
}

/** Of the layer as wanted: where nothing is wanted there is nothing to stress. */
function stressRows(layer: LayerReading): Row[] {
  const { payoffUpHalf_dollars, payoffDouble_dollars, carry_dollars_per_year: carry } = layer
  const payoff = (value: number | null): string => (value === null ? UNKNOWN : signedDollars(value))
  return [
    row('If VX rises by half', payoff(payoffUpHalf_dollars), 'wanted layer, less its price now'),
    row('If VX doubles', payoff(payoffDouble_dollars), 'wanted layer, less its price now'),
    row('Carry', carry === null ? UNKNOWN : dollars(carry), 'a year if the curve stays as it is'),
  ]
}

const signedDollars = (value: number): string => (value > 0 ? `+${dollars(value)}` : dollars(value))

function heldTable(caption: string, held: readonly MarkedHedge[]): Table | null {
  if (held.length === 0) return null
  return {
    caption,
    columns: [
      { title: 'Instrument', numeric: false },
      { title: 'Days', numeric: true },
      { title: 'Mark', numeric: true },
      { title: 'Paid', numeric: true },
      { title: 'Worth', numeric: true },
    ],
    rows: held.map((one) => [
      `${signed(one.quantity, 0)} ${one.instrument}`,
      grouped(one.days, 0),
      one.mark_points === null ? UNKNOWN : price(one.mark_points),
      dollars(one.paid_dollars),
      one.value_dollars === null ? UNKNOWN : dollars(one.value_dollars),
    ]),
    note: null,
  }
}

function wholeRows(ladder: HedgeLadder): Row[] {
  const { setCost_dollars: cost, coveredLoss_dollars: loss, costToMaxLoss, carry_dollars_per_year } = ladder
  const known = (value: number | null): string => (value === null ? UNKNOWN : dollars(value))
  const share = costToMaxLoss === null ? UNKNOWN : percent(costToMaxLoss)
  return [
    row('One full set', known(cost), 'at the ask'),
    row('Maximum loss it covers', known(loss), 'of the condors held or wanted'),
    row('Cost over maximum loss', share, null, shareTone(ladder)),
    row(
      'Budget left',
      dollars(ladder.budgetLeft_dollars),
      `of ${dollars(ladder.budget_dollars)} a year, before today's orders`,
    ),
    row('Carry', known(carry_dollars_per_year), "a year at today's prices if nothing happens"),
    floorRow(ladder.floor),
  ]
}

/** `90.0% of 50.0% asked for`: contracts after the orders. */
function floorRow({ share, after_share, met }: HedgeLadder['floor']): Row {
  const value = after_share === null ? 'nothing asked for' : percent(after_share)
  const tone: Tone = met === null ? 'quiet' : met ? 'good' : 'warn'
  return row('Held of what is wanted', value, `after the orders; at least ${percent(share)}`, tone)
}

/** The share is what the ladder itself warns of; the face sets no limit of its own. */
const shareTone = ({ costToMaxLoss, warnings }: HedgeLadder): Tone =>
  costToMaxLoss === null ? 'quiet' : warnings.some((text) => /maximum loss/i.test(text)) ? 'warn' : 'plain'

function engineWords(engine: SecondEngineReading): EngineWords {
  const { armed, budget_dollars, orders, cost_dollars, irr_per_year, breakEvenProbability: chance } = engine
  const state = armed === null ? UNKNOWN : armed ? 'armed' : 'not armed'
  return {
    state: capitalised(state),
    tone: armed === null ? 'quiet' : armed ? 'warn' : 'plain',
    rows: [
      row('Budget', dollars(budget_dollars)),
      ...(orders.length === 0 ? [] : [row('Cost', costText(cost_dollars))]),
      row(
        'Internal rate',
        irr_per_year === null ? UNKNOWN : `${percent(irr_per_year)} a year`,
        irr_per_year === null ? 'only where it is armed' : engine.scenario,
        irr_per_year === null ? 'quiet' : 'plain',
      ),
      ...(chance === null
        ? []
        : [row('Break-even chance', percent(chance), 'of that scenario, at which it just meets the hurdle')]),
    ],
    orders: orders.map((order) => orderWords(order, NOTHING_HELD)),
  }
}
