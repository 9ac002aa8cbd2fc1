/** Profit and loss of a condor by index level: data to SVG. */
import * as Plot from '@observablehq/plot'
import { dollars, grouped } from '../../../src/face/view/numbers.ts'
import type { CandidateCondor, Decision } from '../../../src/policy/decision.ts'
import { type Level, MARGINS, hereMarks, shortStrikes, strikeMarks } from './levels.ts'

export interface PayoffPoint {
  readonly spot: number
  readonly expiry: number
  readonly today: number
  readonly lvr: number
}

export function payoffPoints(condor: CandidateCondor): readonly PayoffPoint[] {
  const { spots_points, atExpiry_dollars, today_dollars, lvr_dollars_per_day } = condor.payoff
  return spots_points.map((spot, index) => ({
    spot,
    expiry: atExpiry_dollars[index] ?? 0,
    today: today_dollars[index] ?? 0,
    lvr: lvr_dollars_per_day[index] ?? 0,
  }))
}

export function payoffChart(
  decision: Decision,
  condor: CandidateCondor,
  points: readonly PayoffPoint[],
  width: number,
): SVGSVGElement | HTMLElement {
  const narrow = width < 520
  const spot = spotOf(decision)
  const breakEvens = expiryBreakEvens(condor)
  return Plot.plot({
    width,
    height: narrow ? 260 : 320,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 38,
    marginBottom: 20,
    x: { label: null, ticks: narrow ? 5 : 9, tickFormat: (value: number) => grouped(value, 0), tickSize: 0 },
    y: {
      label: null,
      ticks: 5,
      tickFormat: (value: number) => dollars(value),
      tickSize: 0,
      insetTop: 6,
      insetBottom: 6,
    },
    marks: [
      shading(points),
      Plot.gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      area(points, 'gain'),
      area(points, 'loss'),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
      ...strikeMarks(shortStrikes(condor)),
      ...(spot === null ? [] : hereMarks({ at: spot, text: `spot ${grouped(spot, 0)}` })),
      Plot.lineY(points, { x: 'spot', y: 'today', stroke: 'var(--accent)', strokeWidth: 2 }),
      Plot.lineY(points, { x: 'spot', y: 'expiry', stroke: 'var(--ink)', strokeWidth: 2 }),
      Plot.dot(breakEvens, {
        x: 'at',
        y: 0,
        r: 4,
        fill: 'var(--surface)',
        stroke: 'var(--ink)',
        strokeWidth: 2,
      }),
      Plot.text(breakEvens, {
        x: 'at',
        y: 0,
        text: 'text',
        dy: 16,
        fill: 'var(--ink)',
        stroke: 'var(--surface)',
        strokeWidth: 4,
      }),
      Plot.ruleX(points, Plot.pointerX({ x: 'spot', stroke: 'var(--ink-2)', strokeOpacity: 0.5 })),
      Plot.dot(points, Plot.pointerX({ x: 'spot', y: 'expiry', r: 3.5, fill: 'var(--ink)' })),
    ],
  })
}

/** Vertical bands, the darker the more a trading day's rebalancing loses there. */
function shading(points: readonly PayoffPoint[]): Plot.Markish {
  const largest = Math.max(1e-9, ...points.map((point) => point.lvr))
  const bands = points.slice(1).map((point, index) => ({
    from: points[index]?.spot ?? point.spot,
    to: point.spot,
    opacity: (0.22 * Math.max(0, point.lvr)) / largest,
  }))
  return Plot.rectX(bands, {
    x1: 'from',
    x2: 'to',
    fill: 'var(--bleed)',
    fillOpacity: (band: (typeof bands)[number]) => band.opacity,
    // Neighbouring bands must meet without a seam.
    inset: 0,
    shapeRendering: 'crispEdges',
  })
}

function area(points: readonly PayoffPoint[], side: 'gain' | 'loss'): Plot.Markish {
  const within = (value: number): number => (side === 'gain' ? Math.max(0, value) : Math.min(0, value))
  return Plot.areaY(points, {
    x: 'spot',
    y1: 0,
    y2: (point: PayoffPoint) => within(point.expiry),
    fill: `var(--${side})`,
    fillOpacity: 0.13,
  })
}

function spotOf(decision: Decision): number | null {
  const figure = decision.market.find((each) => each.unit === 'index points' && /spot/i.test(each.id))
  return typeof figure?.value === 'number' ? figure.value : null
}

function expiryBreakEvens(condor: CandidateCondor): readonly Level[] {
  const { expiryLow_points, expiryHigh_points } = condor.breakEvens
  return [expiryLow_points, expiryHigh_points].flatMap((at) =>
    at === null ? [] : [{ at, text: grouped(at, 0) }],
  )
}

/** The chart in a sentence or two. */
export function describePayoff(decision: Decision, condor: CandidateCondor): string {
  const spot = spotOf(decision)
  const evens = expiryBreakEvens(condor).map((level) => level.text)
  return [
    `Profit and loss of the condor at expiry and today.`,
    `At most ${dollars(condor.maxGain_dollars)} gained between ${shortStrikes(condor)
      .map((level) => level.text)
      .join(' and ')}, at most ${dollars(condor.maxLoss_dollars)} lost.`,
    evens.length === 0 ? '' : `Break-even at expiry at ${evens.join(' and ')}.`,
    spot === null ? '' : `Spot is ${grouped(spot, 0)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
