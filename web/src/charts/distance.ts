/** Where an open condor stands between its strikes: one bar, data to SVG. */
import * as Plot from '@observablehq/plot'
import type { BarLevel, DistanceWords } from '../../../src/face/view/distance-bar.ts'

const ZONES = {
  lost: { fill: 'var(--loss)', opacity: 0.3 },
  wing: { fill: 'var(--loss)', opacity: 0.14 },
  kept: { fill: 'var(--gain)', opacity: 0.16 },
} as const

export function distanceChart(words: DistanceWords, width: number): SVGSVGElement | HTMLElement {
  const { zones, move, shorts, breakEvens, here } = words
  const bar = { y1: 0, y2: 1 } as const
  return Plot.plot({
    width,
    height: 102,
    margin: 0,
    marginTop: 48,
    marginBottom: 24,
    x: { domain: [0, 1], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      ...zones.map((zone) =>
        Plot.rect([zone], {
          ...bar,
          x1: 'from',
          x2: 'to',
          fill: ZONES[zone.kind].fill,
          fillOpacity: ZONES[zone.kind].opacity,
          inset: 0,
        }),
      ),
      Plot.ruleY([move], { x1: 'from', x2: 'to', y: 0.5, stroke: 'var(--ink-2)', strokeWidth: 1.5 }),
      Plot.ruleX([move.from, move.to], { y1: 0.3, y2: 0.7, stroke: 'var(--ink-2)', strokeWidth: 1.5 }),
      Plot.ruleX(shorts, { x: 'at', ...bar, stroke: 'var(--ink)', strokeWidth: 2 }),
      ...labels(shorts, { frameAnchor: 'top', dy: -12, fill: 'var(--ink-2)' }),
      Plot.ruleX(breakEvens, { x: 'at', y1: -0.25, y2: 0.35, stroke: 'var(--ink)', strokeDasharray: '2 2' }),
      ...labels(breakEvens, { frameAnchor: 'bottom', dy: 16, fill: 'var(--ink-2)' }),
      Plot.dot([here], {
        x: 'at',
        y: 0.5,
        r: 6,
        fill: 'var(--ink)',
        stroke: 'var(--surface)',
        strokeWidth: 2,
      }),
      ...labels([here], { frameAnchor: 'top', dy: -30, fill: 'var(--ink)', fontWeight: 600 }),
    ],
  })
}

/** Names at the ends of the bar keep inside it. */
function labels(levels: readonly BarLevel[], options: Plot.TextOptions): Plot.Markish[] {
  return levels.map((level) =>
    Plot.text([level], {
      x: 'at',
      text: 'text',
      textAnchor: level.at < 0.12 ? 'start' : level.at > 0.88 ? 'end' : 'middle',
      ...options,
    }),
  )
}
