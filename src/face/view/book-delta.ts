/** The delta of the book in words: how large, what limit, and what closes it. */
import type { BookDelta, ClosingLeg, DeltaAction } from '../../policy/delta/book-delta.ts'
import { UNKNOWN } from './figure.ts'
import { asSentence } from './listed.ts'
import { counted, dollars } from './numbers.ts'
import { type OrderWords, heldOf, orderWords } from './order.ts'
import { type ReasonWords, reasonWords } from './reason.ts'
import { type Row, type Tone, row } from './words.ts'

export interface BookDeltaWords {
  readonly rung: BookDelta['rung']
  /** `Close`, `Hold`, `Reading`, `Unknown`. */
  readonly action: string
  readonly tone: Tone
  readonly sentence: string
  readonly rows: readonly Row[]
  readonly orders: readonly OrderWords[]
  readonly warnings: readonly string[]
  readonly reason: ReasonWords
}

const ACTIONS: Readonly<Record<DeltaAction, readonly [string, Tone]>> = {
  close: ['Close', 'warn'],
  hold: ['Hold', 'good'],
  unknown: ['Unknown', 'quiet'],
  reading: ['Reading', 'plain'],
}

export function bookDeltaWords(delta: BookDelta | null): BookDeltaWords | null {
  if (delta === null) return null
  const { rung, because, orders, warnings, reason, held } = delta
  const [action, plain] = ACTIONS[delta.action]
  const tone = delta.action === 'hold' && isPast(delta) ? 'warn' : plain
  return {
    rung,
    action,
    tone,
    sentence: asSentence(because),
    rows: rowsOf(delta),
    orders: orders.map((order) => orderWords(order, heldOf(held))),
    warnings,
    reason: reasonWords(reason),
  }
}

/** Past its limit: left so, it is no good news. */
const isPast = ({ ordered_dollars_per_point: ordered, limit_dollars_per_point: limit }: BookDelta): boolean =>
  ordered !== null && limit !== null && Math.abs(ordered) > limit

function rowsOf(delta: BookDelta): readonly Row[] {
  const { limit_dollars_per_point: limit, closing, runnerUp, action } = delta
  const perPoint = (value: number | null): string => (value === null ? UNKNOWN : dollars(value))
  return [
    row('Delta held', perPoint(delta.delta_dollars_per_point), 'per index point, all index options'),
    row("After today's orders", perPoint(delta.ordered_dollars_per_point), 'for positions'),
    row(
      'Limit',
      limit === null ? 'none' : dollars(limit),
      limit === null ? 'not asked for' : 'per index point',
    ),
    ...closing.map((leg, i) => legRow(action === 'close' ? 'Closing leg' : 'Cheapest leg', leg, i)),
    ...(runnerUp === null ? [] : [legRow('Next cheapest', runnerUp, 0)]),
    ...(delta.after_dollars_per_point === null
      ? []
      : [row('Delta then', dollars(delta.after_dollars_per_point), 'whole contracts leave it')]),
    ...(delta.reason.because.some(({ id }) => id === 'book-delta.future')
      ? [row('ES', 'no quote', 'only synthetics are compared', 'quiet')]
      : []),
  ]
}

function legRow(label: string, leg: ClosingLeg, index: number): Row {
  const { side, contracts, name, cost_dollars, tiesUp_dollars: margin, unwinds } = leg
  const ties = unwinds
    ? 'takes off what is held'
    : margin === null
      ? 'margin unknown'
      : `ties up ${dollars(margin)}`
  const text = `${side} ${counted(contracts, 'contract')} of ${name}`
  return row(index === 0 ? label : 'And', text, `${dollars(cost_dollars)} over fair value, ${ties}`)
}
