import type { TimingLuck } from '../../engine/evidence/timing-luck.ts'
import { percent } from '../view/numbers.ts'
import { axisPercent } from '../view/evidence.ts'
import { drawing, frameOf } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'

/** A bar for each first session; the run that the page is about stands out, where it is one of them. */
export function luckChart({ results, position, low, high }: TimingLuck, width: number): Markup {
  const height = width < 500 ? 180 : 220
  const frame = frameOf({
    width,
    height,
    x: {
      domain: [-0.5, results.length - 0.5],
      ticks: results.map((_, at) => ({ at, text: at === position ? 'shown' : String(at + 1) })),
    },
    y: { low: Math.min(0, low), high: Math.max(0, high), format: axisPercent },
    ticks: 4,
  })
  const half = Math.min(28, (0.3 * (frame.right - frame.left)) / results.length)
  const bars = results.flatMap((value, i) => {
    if (value === null) return []
    const [top, bottom] = [frame.y(Math.max(0, value)), frame.y(Math.min(0, value))]
    const name = i === position ? 'fill-accent' : 'other'
    return [
      element('rect', {
        class: name,
        x: frame.x(i) - half,
        width: 2 * half,
        y: top,
        height: Math.max(1, bottom - top),
      }),
    ]
  })
  return drawing(
    width,
    height,
    `Excess return a year by first session: ${results.map((value) => (value === null ? 'unknown' : percent(value))).join(', ')}.`,
    frame.axes,
    ...bars,
    element('line', { class: 'base', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
  )
}
