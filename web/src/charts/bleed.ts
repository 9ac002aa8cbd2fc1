/** LVR per trading day by index level: the strip under the payoff, on the same horizontal scale. */
import * as Plot from '@observablehq/plot'
import { dollars } from '../../../src/face/view/numbers.ts'
import { MARGINS } from './levels.ts'
import type { PayoffPoint } from './payoff.ts'

export function bleedChart(points: readonly PayoffPoint[], width: number): SVGSVGElement | HTMLElement {
  return Plot.plot({
    width,
    height: 84,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 8,
    marginBottom: 8,
    // The payoff above carries the labels of the shared axis.
    x: { axis: null },
    y: { label: null, ticks: 3, tickFormat: (value: number) => dollars(value), tickSize: 0 },
    marks: [
      Plot.areaY(points, {
        x: 'spot',
        y1: 0,
        y2: (point: PayoffPoint) => Math.max(0, point.lvr),
        fill: 'var(--bleed)',
        fillOpacity: 0.3,
      }),
      Plot.areaY(points, {
        x: 'spot',
        y1: 0,
        y2: (point: PayoffPoint) => Math.min(0, point.lvr),
        fill: 'var(--gain)',
        fillOpacity: 0.25,
      }),
      Plot.lineY(points, { x: 'spot', y: 'lvr', stroke: 'var(--bleed)', strokeWidth: 1.5 }),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
    ],
  })
}
