/** A condor beside the pools it equals, over one axis of index levels: data to SVG. */
import * as Plot from '@observablehq/plot'
import { dollars, grouped } from '../../../src/face/view/numbers.ts'
import type { Equivalence, EquivalentPoolCurve, PoolId } from '../../../src/policy/bridge/bridge.ts'
import type { CandidateCondor } from '../../../src/policy/decision.ts'
import { MARGINS, type Level, hereMarks, shortStrikes, strikeMarks } from './levels.ts'

/** One level of the shared axis, with everything drawn there. */
export interface BridgePoint {
  readonly level: number
  readonly expiry: number
  readonly today: number
  readonly hedged: number
  readonly liquidity: number | null
  readonly pools: Readonly<Partial<Record<PoolId, number>>>
}

export function bridgePoints({ levels_points, curves, pools }: Equivalence): readonly BridgePoint[] {
  return levels_points.map((level, i) => ({
    level,
    expiry: curves.atExpiry_dollars[i] ?? 0,
    today: curves.today_dollars[i] ?? 0,
    hedged: curves.hedged_dollars[i] ?? 0,
    liquidity: curves.liquidity[i] ?? null,
    pools: Object.fromEntries(pools.map((pool) => [pool.id, pool.hedged_dollars[i] ?? 0])),
  }))
}

/** How each pool is drawn: told apart by stroke as well as by colour. */
const STROKES: Readonly<Record<PoolId, Plot.LineYOptions>> = {
  'full-range': { stroke: 'var(--accent)', strokeWidth: 1.75, strokeDasharray: '7 4' },
  'between-shorts': { stroke: 'var(--accent)', strokeWidth: 2 },
  'same-capital': { stroke: 'var(--bleed)', strokeWidth: 2 },
}

/** Both value charts: the condor's cap and the pool's slide are seen only on one scale. */
const LOSS_SHOWN = 1.6
const GAIN_SHOWN = 1.15

function frame(condor: CandidateCondor, points: readonly BridgePoint[], width: number): Plot.PlotOptions {
  const narrow = width < 440
  const low = -LOSS_SHOWN * condor.maxLoss_dollars
  const high = GAIN_SHOWN * Math.max(condor.maxGain_dollars, ...points.map((point) => point.today))
  return {
    width,
    height: 300,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 38,
    marginBottom: 20,
    x: {
      label: null,
      ticks: narrow ? 4 : 6,
      tickFormat: (value: number) => grouped(value, 0),
      tickSize: 0,
      domain: [points[0]?.level ?? 0, points.at(-1)?.level ?? 1],
    },
    y: {
      label: null,
      ticks: 6,
      tickFormat: (value: number) => dollars(value),
      tickSize: 0,
      domain: [low, high],
    },
  }
}

const forwardLevel = ({ forward_points }: CandidateCondor): Level => ({
  at: forward_points,
  text: `forward ${grouped(forward_points, 0)}`,
})

/** The condor by itself: at expiry and today, from the natural credit. */
export function condorChart(
  condor: CandidateCondor,
  points: readonly BridgePoint[],
  width: number,
): SVGSVGElement | HTMLElement {
  return Plot.plot({
    ...frame(condor, points, width),
    marks: [
      Plot.gridY({ ticks: 6, stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
      ...strikeMarks(shortStrikes(condor)),
      ...hereMarks(forwardLevel(condor)),
      Plot.lineY(points, { x: 'level', y: 'today', stroke: 'var(--accent)', strokeWidth: 2 }),
      Plot.lineY(points, { x: 'level', y: 'expiry', stroke: 'var(--ink)', strokeWidth: 2 }),
      ...pointer(points),
    ],
  })
}

/** The pools with their delta hedged at the forward, and the condor today likewise: they touch there to second order. */
export function poolsChart(
  condor: CandidateCondor,
  pools: readonly EquivalentPoolCurve[],
  points: readonly BridgePoint[],
  width: number,
): SVGSVGElement | HTMLElement {
  const shape = frame(condor, points, width)
  return Plot.plot({
    ...shape,
    marks: [
      Plot.gridY({ ticks: 6, stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
      ...strikeMarks(shortStrikes(condor)),
      ...hereMarks(forwardLevel(condor)),
      ...pools.map(({ id }) =>
        Plot.lineY(points, {
          x: 'level',
          y: (point: BridgePoint) => point.pools[id] ?? null,
          clip: true,
          ...STROKES[id],
        }),
      ),
      Plot.lineY(points, { x: 'level', y: 'hedged', stroke: 'var(--ink)', strokeWidth: 2, clip: true }),
      ...pointer(points),
    ],
  })
}

/** The condor drawn as a liquidity pool: L(S) signed, beside the ranges of one liquidity. */
export function liquidityChart(
  condor: CandidateCondor,
  { pools, liquidityAtForward: deep }: Equivalence,
  points: readonly BridgePoint[],
  width: number,
): SVGSVGElement | HTMLElement {
  const narrow = width < 520
  const [first, last] = [points[0]?.level ?? 0, points.at(-1)?.level ?? 1]
  const known = points.filter((point) => point.liquidity !== null)
  const steps = (['between-shorts', 'same-capital'] as const).flatMap((id) => {
    const pool = pools.find((one) => one.id === id)
    if (pool === undefined || pool.low_points === null || pool.high_points === null) return []
    return [{ id, low: Math.max(first, pool.low_points), high: Math.min(last, pool.high_points) }]
  })
  const side = (sign: 1 | -1): Plot.Markish =>
    Plot.areaY(known, {
      x: 'level',
      y1: 0,
      y2: (point: BridgePoint) => sign * Math.max(0, sign * (point.liquidity ?? 0)),
      fill: sign > 0 ? 'var(--bleed)' : 'var(--gain)',
      fillOpacity: sign > 0 ? 0.16 : 0.24,
    })
  return Plot.plot({
    width,
    height: narrow ? 260 : 320,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 38,
    marginBottom: 20,
    x: {
      label: null,
      ticks: narrow ? 5 : 9,
      tickFormat: (value: number) => grouped(value, 0),
      tickSize: 0,
      domain: [first, last],
    },
    y: { label: null, ticks: 5, tickFormat: (value: number) => grouped(value, 0), tickSize: 0, insetTop: 8 },
    marks: [
      Plot.gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      side(1),
      side(-1),
      ...strikeMarks(shortStrikes(condor)),
      ...hereMarks(forwardLevel(condor)),
      Plot.rect(
        steps.filter(({ id }) => id === 'between-shorts'),
        { x1: 'low', x2: 'high', y1: 0, y2: deep, inset: 0, fill: 'none', ...rectStroke('between-shorts') },
      ),
      Plot.rect(
        steps.filter(({ id }) => id === 'same-capital'),
        { x1: 'low', x2: 'high', y1: 0, y2: deep, inset: 0, fill: 'var(--bleed)', fillOpacity: 0.9 },
      ),
      ...(pools.length === 0 ? [] : [Plot.ruleY([deep], rectStroke('full-range'))]),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
      Plot.lineY(known, { x: 'level', y: 'liquidity', stroke: 'var(--ink)', strokeWidth: 2 }),
      ...pointer(known),
    ],
  })
}

const rectStroke = (id: PoolId): Plot.RectOptions => {
  const { stroke, strokeWidth, strokeDasharray } = STROKES[id]
  return {
    ...(stroke === undefined ? {} : { stroke: stroke as string }),
    ...(strokeWidth === undefined ? {} : { strokeWidth: strokeWidth as number }),
    ...(strokeDasharray === undefined ? {} : { strokeDasharray }),
  }
}

const pointer = (points: readonly BridgePoint[]): Plot.Markish[] => [
  Plot.ruleX(points, Plot.pointerX({ x: 'level', stroke: 'var(--ink-2)', strokeOpacity: 0.5 })),
]
