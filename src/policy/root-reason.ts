import type { Rung } from '../base/vocabulary/rung.ts'
import type { Reason, Verdict } from './decision.ts'
import type { BookDelta } from './delta/book-delta.ts'
import { figure, reason } from './figure.ts'
import type { HedgeLadder } from './hedge/hedge-ladder.ts'
import type { PositionAction } from './intent.ts'
import type { JudgedPosition } from './position/judge-position.ts'

const ACTION_WORDS: Readonly<Record<PositionAction, string>> = {
  hold: 'hold',
  're-strike': 're-strike',
  roll: 'roll',
  'roll-back': 'roll back',
  resize: 'cut',
  hedge: 'keep and hedge',
  close: 'close',
}

/** The whole tree: with nothing held it is the reason about new condors alone. */
export function rootReason(
  positions: readonly JudgedPosition[],
  delta: BookDelta | null,
  ladder: HedgeLadder | null,
  entry: Reason,
  rung: Rung,
): Reason {
  if (positions.length === 0 && ladder === null && delta === null) return entry
  const parts: string[] = positions.map(({ action, position }) => `${ACTION_WORDS[action]} ${position.trade}`)
  const figures = [figure('actions', 'Positions', parts.join(', ') || 'nothing held', 'text', rung)]
  const tree = [
    ...positions.map((one) => one.reason),
    ...(delta === null ? [] : [delta.reason]),
    ...(ladder === null ? [] : [ladder.reason]),
    { ...entry, id: 'entry' },
  ]
  const verdict: Verdict = positions.some(({ evidence }) => evidence === null) ? 'unknown' : entry.verdict
  const says = positions.length === 0 ? entry.says : `Open positions: {actions}. ${entry.says}`
  return reason(
    'decision',
    verdict,
    says,
    positions.length === 0 ? entry.figures : [...figures, ...entry.figures],
    tree,
  )
}
