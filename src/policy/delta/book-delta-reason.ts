import type { Figure, Reason, Unit, Verdict } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import type { BookDelta, ClosingLeg, DeltaAction } from './book-delta.ts'
import type { DeltaPart } from './judge-book-delta.ts'

const VERDICTS: Readonly<Record<DeltaAction, Verdict>> = {
  close: 'note',
  hold: 'pass',
  unknown: 'unknown',
  reading: 'note',
}

/** The delta holding by holding, what is done and why, the ways to close it and what they cost. */
export function bookDeltaReason(
  delta: Omit<BookDelta, 'reason'>,
  parts: readonly DeltaPart[],
  { costMax, hasFuture }: { readonly costMax: number | null; readonly hasFuture: boolean },
): Reason {
  const { rung, ordered_dollars_per_point: ordered, limit_dollars_per_point: limit } = delta
  const of = (id: string, label: string, value: Figure['value'], unit: Unit, note: string | null = null) =>
    figure(id, label, value, unit, rung, note)
  const perPoint = (id: string, label: string, value: number | null): Figure =>
    of(id, label, value, 'dollars per point')
  const isPast = ordered !== null && limit !== null && Math.abs(ordered) > limit
  const tree: Reason[] = [
    reason(
      'book-delta.now',
      delta.delta_dollars_per_point === null ? 'unknown' : isPast ? 'fail' : 'pass',
      `Held {delta}, after today's orders for positions {ordered}${limit === null ? '' : '; the limit is {limit}'}.`,
      [
        perPoint('delta', 'Delta held', delta.delta_dollars_per_point),
        perPoint('ordered', 'After the orders', ordered),
        ...(limit === null ? [] : [perPoint('limit', 'Limit', limit)]),
      ],
      parts.map(({ name, delta_dollars_per_point: each }, i) =>
        reason(`book-delta.part-${i + 1}`, each === null ? 'unknown' : 'note', '{name}: {each}.', [
          of('name', 'Holding', name, 'text'),
          perPoint('each', 'Delta', each),
        ]),
      ),
    ),
    ...delta.closing.map((leg, i) => legReason(`book-delta.leg-${i + 1}`, 'pass', leg, of)),
    ...(delta.runnerUp === null ? [] : [legReason('book-delta.next', 'note', delta.runnerUp, of)]),
    ...(costMax === null || delta.cost_dollars === null
      ? []
      : [
          reason(
            'book-delta.cost',
            delta.cost_dollars > costMax ? 'fail' : 'pass',
            'Closing costs {cost} over fair value; by the move it takes away it may cost {cost-max}.',
            [
              of('cost', 'Cost', delta.cost_dollars, 'dollars', 'at natural, commissions and fees with it'),
              of('cost-max', 'Most', costMax, 'dollars', 'a share of one standard deviation of a day'),
            ],
          ),
        ]),
    ...(hasFuture
      ? []
      : [
          reason(
            'book-delta.future',
            'unknown',
            'No quote of an ES future is at hand: only synthetics are compared.',
          ),
        ]),
  ]
  const says = delta.action === 'close' ? 'Close the delta: {because}.' : 'Delta of the book: {because}.'
  const root = [of('because', 'Because', delta.because, 'text')]
  return reason('book-delta', VERDICTS[delta.action], says, root, tree)
}

function legReason(
  id: string,
  verdict: Verdict,
  leg: ClosingLeg,
  of: (id: string, label: string, value: Figure['value'], unit: Unit, note?: string | null) => Figure,
): Reason {
  const figures = [
    of('side', 'Side', leg.side, 'text'),
    of('contracts', 'Contracts', leg.contracts, 'count'),
    of('name', 'What', leg.name, 'text'),
    of('takes', 'Delta', leg.delta_dollars_per_point, 'dollars per point'),
    of('cost', 'Cost over fair value', leg.cost_dollars, 'dollars'),
    of(
      'margin',
      'Ties up',
      leg.tiesUp_dollars,
      'dollars',
      leg.tiesUp_dollars === null ? 'not known of a future' : null,
    ),
    ...(leg.cap === null ? [] : [of('cap', 'Capped', leg.cap, 'text')]),
  ]
  const held = leg.unwinds ? ', taken off what is held' : ''
  const cap = leg.cap === null ? '' : ' Less than wanted: {cap}.'
  const says = `{side} {contracts} {name}${held}: {takes} for {cost}, {margin} tied up.${cap}`
  return reason(id, verdict, says, figures)
}
