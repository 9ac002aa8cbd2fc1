import { dayNumber } from '../../base/calendar/civil.ts'
import { dollars, percent } from '../view/numbers.ts'
import type { RunSeries } from './run-document.ts'
import { axisPercent } from '../view/evidence.ts'
import { drawing, frameOf, path } from './svg/frame.ts'
import { type Markup, element, group } from './svg/markup.ts'
import { calendarTicks } from './svg/scale.ts'
import { thinned } from './svg/thin.ts'

/** The account, the same account in T-bills, and how far it stands below its peak. */
export function equityChart(
  series: Pick<RunSeries, 'dates' | 'equity' | 'doingNothing'>,
  width: number,
): Markup {
  const { dates, equity, doingNothing } = series
  const narrow = width < 500
  const [upper, lower] = narrow ? [230, 110] : [300, 130]
  const days = dates.map(dayNumber)
  const [from, to] = [days[0], days[days.length - 1]]
  const x = { domain: [from, to] as const, ticks: calendarTicks(from, to, narrow ? 4 : 10) }
  const all = [...equity, ...doingNothing]
  const frame = frameOf({
    width,
    height: upper,
    x,
    y: { low: Math.min(...all), high: Math.max(...all), format: dollars },
  })
  const depths = drawdowns(equity)
  const under = frameOf({
    width,
    height: lower,
    x: { ...x, ticks: [] },
    y: { low: Math.min(-0.01, ...depths), high: 0, format: axisPercent },
    left: frame.left,
    ticks: 2,
  })
  const line = (values: readonly number[], y: (value: number) => number) =>
    thinned(values, frame.right - frame.left).map((i) => [frame.x(days[i]), y(values[i])] as const)
  const depthLine = line(depths, under.y)
  const closed = [...depthLine, [frame.right, under.y(0)] as const, [frame.left, under.y(0)] as const]
  return drawing(
    width,
    upper + lower,
    describe(series, depths),
    frame.axes,
    element('path', { class: 'stroke-quiet', d: path(line(doingNothing, frame.y)) }),
    element('path', { class: 'stroke-accent', d: path(line(equity, frame.y)) }),
    group(
      { markup: `<g transform="translate(0 ${upper})">` },
      under.axes,
      element('path', { class: 'under', d: `${path(closed)}Z` }),
      { markup: '</g>' },
    ),
  )
}

/** Share below the highest value so far: 0 or negative. */
function drawdowns(equity: readonly number[]): readonly number[] {
  let peak = -Infinity
  return equity.map((value) => {
    peak = Math.max(peak, value)
    return peak > 0 ? value / peak - 1 : 0
  })
}

function describe(
  { dates, equity, doingNothing }: Pick<RunSeries, 'dates' | 'equity' | 'doingNothing'>,
  depths: readonly number[],
): string {
  const last = equity.length - 1
  return `The account from ${dollars(equity[0])} on ${dates[0]} to ${dollars(equity[last])} on ${dates[last]}; doing nothing would have made ${dollars(doingNothing[last])}. Deepest drawdown ${percent(Math.min(...depths))}.`
}
