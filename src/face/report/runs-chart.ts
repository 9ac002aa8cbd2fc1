import { dayNumber } from '../../base/calendar/civil.ts'
import { dollars } from '../view/numbers.ts'
import { RUN_COLOURS } from './backtest-style.ts'
import type { RunDocument } from './run-document.ts'
import { drawing, frameOf, path } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'
import { calendarTicks } from './svg/scale.ts'
import { thinned } from './svg/thin.ts'

export const runColour = (i: number): string => RUN_COLOURS[i % RUN_COLOURS.length]

/** The accounts of several runs above each other, less what each started with. */
export function runsChart(runs: readonly RunDocument[], width: number): Markup {
  const narrow = width < 500
  const height = narrow ? 260 : 360
  const gains = runs.map(({ series, options }) =>
    series.equity.map((value) => value - options.account_dollars),
  )
  const nothing = runs[0].series.doingNothing.map((value) => value - runs[0].options.account_dollars)
  const days = runs[0].series.dates.map(dayNumber)
  const [from, to] = [days[0], days[days.length - 1]]
  const all = [...gains, nothing]
  const frame = frameOf({
    width,
    height,
    x: { domain: [from, to], ticks: calendarTicks(from, to, narrow ? 4 : 10) },
    y: {
      low: Math.min(0, ...all.map((values) => values.reduce((a, b) => Math.min(a, b), 0))),
      high: Math.max(1, ...all.map((values) => values.reduce((a, b) => Math.max(a, b), 0))),
      format: dollars,
    },
  })
  const line = (values: readonly number[]) =>
    path(
      thinned(values, frame.right - frame.left).map((i) => [frame.x(days[i]), frame.y(values[i])] as const),
    )
  return drawing(
    width,
    height,
    runs
      .map(({ rules }, i) => `${rules.name}: ${dollars(Math.round(gains[i][gains[i].length - 1]))}`)
      .join('; '),
    frame.axes,
    element('line', { class: 'base', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
    element('path', { class: 'stroke-quiet', d: line(nothing) }),
    ...gains.map((values, i) => element('path', { class: `stroke-${runColour(i)}`, d: line(values) })),
  )
}
