/** The frame of a chart: size, scales, grid, axes. Colours and type are the report's style sheet's. */
import { type Markup, element, group, round } from './markup.ts'
import { type Scale, linearScale, niceDomain, niceTicks } from './scale.ts'

interface Tick {
  readonly at: number
  readonly text: string
}

export interface FrameOptions {
  readonly width: number
  readonly height: number
  readonly x: { readonly domain: readonly [number, number]; readonly ticks: readonly Tick[] }
  readonly y: {
    readonly low: number
    readonly high: number
    readonly format: (value: number) => string
  }
  /** Left edge of the plot, so that charts above each other share it; default: what the figures need. */
  readonly left?: number
  /** Values named on the y axis, about; default 5. */
  readonly ticks?: number
}

export interface Frame {
  readonly x: Scale
  readonly y: Scale
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly axes: Markup
}

const MARGINS = { top: 14, right: 10, bottom: 24 } as const
const TICKS_Y = 5
/** Width of a figure at the axis' type size, on the safe side. */
const FIGURE_WIDTH = 7.4

export function frameOf({
  width,
  height,
  x,
  y,
  left: leftEdge,
  ticks: about = TICKS_Y,
}: FrameOptions): Frame {
  const [low, high] = niceDomain(y.low, y.high, about)
  const values = niceTicks(low, high, about)
  const names = values.map(y.format)
  const left = leftEdge ?? 16 + FIGURE_WIDTH * Math.max(...names.map((name) => name.length))
  const [right, top, bottom] = [width - MARGINS.right, MARGINS.top, height - MARGINS.bottom]
  const scaleX = linearScale(x.domain, [left, right])
  const scaleY = linearScale([low, high], [bottom, top])
  const axes = group(
    ...values.flatMap((value, i) => [
      element('line', { class: 'grid', x1: left, x2: right, y1: scaleY(value), y2: scaleY(value) }),
      element('text', { class: 'tick end', x: left - 8, y: scaleY(value) + 4 }, names[i] ?? ''),
    ]),
    ...x.ticks.map(({ at, text }) =>
      element(
        'text',
        { class: `tick ${anchorOf(scaleX(at), left, right)}`, x: scaleX(at), y: height - 6 },
        text,
      ),
    ),
  )
  return { x: scaleX, y: scaleY, left, right, top, bottom, axes }
}

/** A name at the edge of the paper must not leave it. */
const anchorOf = (at: number, left: number, right: number): string =>
  at > right - 16 ? 'end' : at < left + 4 ? 'start' : 'middle'

export function drawing(
  width: number,
  height: number,
  description: string,
  ...marks: readonly Markup[]
): Markup {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': description,
    },
    ...marks,
  )
}

/** `M..L..` through the points. */
export const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
