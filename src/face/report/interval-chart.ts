import { drawing } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'
import { linearScale, niceTicks } from './svg/scale.ts'

export interface IntervalRow {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
}

const ROW = 40
const AXIS = 30
const DOT = 5
const MARGIN = 12

/** A row each: the name above its line, a bar from end to end of the interval, a dot where the estimate is; zero marked. */
export function intervalChart(
  rows: readonly IntervalRow[],
  format: (value: number) => string,
  width: number,
): Markup {
  const height = rows.length * ROW + AXIS
  const ends = rows.flatMap(({ low, high }) => [low, high])
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const pad = 0.03 * (high - low || 1)
  const x = linearScale([low - pad, high + pad], [MARGIN, width - MARGIN])
  const ticks = niceTicks(low, high, width < 500 ? 3 : 7)
  const marks = rows.flatMap(({ label, value, low: from, high: to }, i) => {
    const y = i * ROW + 30
    const tone = from > 0 ? 'gain' : to < 0 ? 'loss' : 'accent'
    const stroke = { y1: y, y2: y, x1: x(from), x2: x(to) }
    return [
      element('text', { class: 'label halo', x: MARGIN, y: y - 12 }, label),
      element('line', { class: `stroke-${tone} span`, ...stroke }),
      element('circle', { class: `fill-${tone}`, cx: x(value), cy: y, r: DOT }),
    ]
  })
  return drawing(
    width,
    height,
    rows
      .map(
        ({ label, value, low: from, high: to }) =>
          `${label}: ${format(value)}, from ${format(from)} to ${format(to)}`,
      )
      .join('; '),
    ...ticks.flatMap((at) => [
      element('line', { class: 'grid', x1: x(at), x2: x(at), y1: 4, y2: height - AXIS + 6 }),
      element('text', { class: 'tick middle', x: x(at), y: height - 8 }, format(at)),
    ]),
    element('line', { class: 'base', x1: x(0), x2: x(0), y1: 4, y2: height - AXIS + 6 }),
    ...marks,
  )
}
