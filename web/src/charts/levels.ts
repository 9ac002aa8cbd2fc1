/** Marks that every chart over index levels shares: spot or forward, short strikes, the zero line's break-evens. */
import * as Plot from '@observablehq/plot'
import { strike } from '../../../src/face/view/numbers.ts'
import type { CandidateCondor } from '../../../src/policy/decision.ts'

export interface Level {
  readonly at: number
  readonly text: string
}

/** Room for the labels of both axes; charts that share a horizontal axis share it. */
export const MARGINS = { left: 62, right: 14 } as const

export function shortStrikes(condor: CandidateCondor): readonly Level[] {
  return condor.legs
    .filter((leg) => leg.quantity < 0)
    .map((leg) => ({
      at: leg.strike_points,
      text: `${strike(leg.strike_points)} ${leg.right === 'C' ? 'call' : 'put'}`,
    }))
}

/** Dotted lines at the short strikes, named above the frame. */
export function strikeMarks(shorts: readonly Level[]): Plot.Markish[] {
  return [
    Plot.ruleX(shorts, { x: 'at', stroke: 'var(--ink-2)', strokeDasharray: '2 4' }),
    Plot.text(shorts, { x: 'at', text: 'text', frameAnchor: 'top', dy: -14, fill: 'var(--ink-2)' }),
  ]
}

/** The line of where the index is, named above the strikes' names. */
export function hereMarks(here: Level): Plot.Markish[] {
  return [
    Plot.ruleX([here], { x: 'at', stroke: 'var(--ink)', strokeOpacity: 0.65 }),
    Plot.text([here], {
      x: 'at',
      text: 'text',
      frameAnchor: 'top',
      dy: -28,
      fill: 'var(--ink)',
      fontWeight: 600,
    }),
  ]
}
