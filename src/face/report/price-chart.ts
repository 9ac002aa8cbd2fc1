import type { Accumulated } from '../../book/pool/history/accumulated.ts'
import { significant } from '../view/numbers.ts'
import { drawing, frameOf, path } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'
import { timeTicks } from './svg/scale.ts'

const DIGITS = 6

/** Prices as axes and captions write them: six significant digits, no trailing zeros. */
export function priceText(value: number): string {
  const text = significant(value, DIGITS)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The pool's price, with the least and greatest seen between the points drawn. */
export function priceChart(path_: Accumulated, width: number): Markup {
  const { times, prices, pricesLow, pricesHigh } = path_
  const height = width < 500 ? 220 : 260
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0]
  const [low, high] = extremes(path_)
  const frame = frameOf({
    width,
    height,
    x: { domain: [from, to], ticks: timeTicks(from, to, width < 500 ? 4 : 8) },
    y: { low, high, format: priceText },
  })
  const points = (values: Float64Array): (readonly [number, number])[] =>
    Array.from(values, (value, i) => [frame.x(times[i] ?? 0), frame.y(value)] as const)
  const extreme = (value: number, name: string): Markup[] => [
    element('line', {
      class: 'extreme',
      x1: frame.left,
      x2: frame.right,
      y1: frame.y(value),
      y2: frame.y(value),
    }),
    element(
      'text',
      { class: 'label end halo', x: frame.right - 2, y: frame.y(value) - 5 },
      `${name} ${priceText(value)}`,
    ),
  ]
  return drawing(
    width,
    height,
    `Price from ${priceText(prices[0] ?? 0)} to ${priceText(prices.at(-1) ?? 0)}, between ${priceText(low)} and ${priceText(high)}.`,
    frame.axes,
    element('path', {
      class: 'band',
      d: `${path([...points(pricesHigh), ...points(pricesLow).toReversed()])}Z`,
    }),
    element('path', { class: 'line-price', d: path(points(prices)) }),
    ...(high > low ? [...extreme(high, 'high'), ...extreme(low, 'low')] : []),
  )
}

/** Least and greatest price. */
export function extremes({ pricesLow, pricesHigh }: Accumulated): readonly [number, number] {
  return [
    pricesLow.reduce((a, b) => Math.min(a, b), pricesLow[0] ?? 0),
    pricesHigh.reduce((a, b) => Math.max(a, b), pricesHigh[0] ?? 0),
  ]
}
