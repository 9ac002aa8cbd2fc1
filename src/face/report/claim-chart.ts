import type { ClaimResult } from '../../engine/evidence/claim-results.ts'
import { inUnit } from '../view/claims.ts'
import { drawing } from './svg/frame.ts'
import { type Markup, element, group } from './svg/markup.ts'
import { linearScale, niceDomain, niceTicks } from './svg/scale.ts'

const HEIGHT = 96
const MARGIN = 40
const LINE = 44
const AXIS = 70

/** An axis has the figures; the unit stands beside the finding. */
const figuresOf = (words: string): string => words.replace(/ .*$/, '')

/** What was found with its interval, beside the thresholds that were registered for it; null where there is no interval. */
export function claimChart({ primary, verdict }: ClaimResult, width: number): Markup | null {
  if (primary === null || primary.value === null || primary.interval === null) return null
  const { value, interval, unit } = primary
  const { low, high } = interval
  // The first criterion that looks at this very interval names the quantity; others may be of a second one.
  const own = [...verdict.supportedIf, ...verdict.refutedIf].filter(
    (one) => one.value === value && one.interval?.low === low,
  )
  const thresholds = [...new Set(own.map(({ threshold }) => threshold))].sort((a, b) => a - b)
  const span = [low, high, value, 0, ...thresholds]
  const domain = niceDomain(Math.min(...span), Math.max(...span), width < 500 ? 4 : 8)
  const x = linearScale(domain, [MARGIN, width - MARGIN])
  const words = `${inUnit(value, unit)}, interval ${inUnit(low, unit)} to ${inUnit(high, unit)}`
  const marked = thresholds.map((at) => inUnit(at, unit)).join(', ')
  return drawing(
    width,
    HEIGHT,
    `${primary.of}: ${words}; registered thresholds ${marked === '' ? 'none' : marked}.`,
    ...niceTicks(domain[0], domain[1], width < 500 ? 4 : 8).map((at) =>
      group(
        element('line', { class: 'grid', x1: x(at), x2: x(at), y1: 14, y2: AXIS }),
        element('text', { class: 'middle', x: x(at), y: AXIS + 18 }, figuresOf(inUnit(at, unit))),
      ),
    ),
    element('line', { class: 'base', x1: x(0), x2: x(0), y1: 14, y2: AXIS }),
    ...thresholds.map((at) => element('line', { class: 'extreme', x1: x(at), x2: x(at), y1: 8, y2: AXIS })),
    element('rect', {
      class: 'band',
      x: x(low),
      width: Math.max(1, x(high) - x(low)),
      y: LINE - 8,
      height: 16,
    }),
    element('circle', { class: 'dot', cx: x(value), cy: LINE, r: 5 }),
  )
}
