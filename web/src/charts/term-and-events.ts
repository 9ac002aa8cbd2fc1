/** The term structure of volatility with the scheduled events below it, on one axis of days: data to SVG. */
import * as Plot from '@observablehq/plot'
import { shortDate } from '../../../src/face/view/dates.ts'
import { counted, grouped } from '../../../src/face/view/numbers.ts'
import type { IndicatorBoard } from '../../../src/policy/indicator-board/board.ts'

/** Beyond half a year the near end, where events and hedges live, would be squeezed. */
const DAYS_MAX = 184
const LANE = 22
const MARGIN_LEFT = 52

type Expiry = IndicatorBoard['expiries'][number]
type Vx = IndicatorBoard['vx'][number]
type Scheduled = ReturnType<typeof scheduledWithin>[number]

/** Expiries the chart shows. */
export const expiriesShown = ({ expiries }: IndicatorBoard): readonly Expiry[] =>
  expiries.filter(({ days }) => days > 0 && days <= DAYS_MAX)

const lastDay = (board: IndicatorBoard): number =>
  Math.max(
    1,
    ...expiriesShown(board).map(({ days }) => days),
    ...board.vx.filter(({ days }) => days <= DAYS_MAX).map(({ days }) => days),
  )

export function termChart(board: IndicatorBoard, width: number): SVGSVGElement | HTMLElement {
  const points = expiriesShown(board)
  const vx = board.vx.filter(({ days }) => days <= DAYS_MAX)
  return Plot.plot({
    width,
    height: 210,
    marginLeft: MARGIN_LEFT,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 24,
    x: daysAxis(board, true),
    y: { label: null, ticks: 4, tickFormat: (value: number) => grouped(value, 0), tickSize: 0, nice: true },
    marks: [
      Plot.gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.lineY(points, { x: 'days', y: 'atmVol_vol_points', stroke: 'var(--accent)', strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'days', y: 'atmVol_vol_points', r: 2.5, fill: 'var(--accent)' }),
      Plot.lineY(vx, { x: 'days', y: 'settle_points', stroke: 'var(--bleed)', strokeWidth: 1.5 }),
      Plot.dot(vx, { x: 'days', y: 'settle_points', r: 2.5, fill: 'var(--bleed)' }),
    ],
  })
}

/** One lane a kind of event, on the axis of the chart above. */
export function eventsChart(board: IndicatorBoard, width: number): SVGSVGElement | HTMLElement {
  const events = scheduledWithin(board)
  const names = eventNames(board)
  return Plot.plot({
    width,
    height: names.length * LANE + 12,
    marginLeft: MARGIN_LEFT,
    marginRight: 14,
    marginTop: 4,
    marginBottom: 8,
    x: daysAxis(board, false),
    y: { type: 'band', domain: [...names], label: null, tickSize: 0 },
    marks: [
      Plot.ruleY(names, { stroke: 'var(--rule)' }),
      Plot.dot(events, { x: 'days', y: 'name', r: 4, fill: 'var(--ink-2)' }),
    ],
  })
}

const daysAxis = (board: IndicatorBoard, labelled: boolean): Plot.ScaleOptions & { axis?: null } => ({
  type: 'sqrt',
  domain: [0, lastDay(board)],
  ...(labelled
    ? {
        label: null,
        tickSize: 0,
        ticks: [1, 7, 30, 60, 90, 180].filter((days) => days <= lastDay(board)),
        tickFormat: (days: number) => `${days}d`,
      }
    : { axis: null }),
})

export function scheduledWithin(board: IndicatorBoard) {
  const last = lastDay(board)
  return board.events.known ? board.events.value.scheduled.filter(({ days }) => days <= last) : []
}

const eventNames = (board: IndicatorBoard): readonly string[] => [
  ...new Set(scheduledWithin(board).map(({ name }) => name)),
]

export function describeTerm(board: IndicatorBoard): string {
  const points = expiriesShown(board)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return 'No expiries.'
  const ends = ({ atmVol_vol_points, days }: Expiry): string =>
    `${grouped(atmVol_vol_points, 2)} at ${grouped(days, 0)} days`
  const futures = board.vx.length === 0 ? '' : ` ${vxWords(board.vx)}`
  return `At-the-money volatility: ${ends(first)}, ${ends(last)}, vol points.${futures}`
}

const vxWords = (vx: readonly Vx[]): string => {
  const [first, last] = [vx[0], vx.at(-1)]
  return first === undefined || last === undefined
    ? ''
    : `VX futures: ${grouped(first.settle_points, 2)} to ${grouped(last.settle_points, 2)}.`
}

export function describeEvents(board: IndicatorBoard): string {
  const events: readonly Scheduled[] = scheduledWithin(board)
  const [next] = events
  return next === undefined
    ? 'No scheduled event.'
    : `${counted(events.length, 'scheduled event')}; next ${next.name} on ${shortDate(next.date)}.`
}
