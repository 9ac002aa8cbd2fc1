/** At-the-money volatility by tenor: data to SVG. */
import * as Plot from '@observablehq/plot'
import { grouped } from '../../../src/face/view/numbers.ts'
import type { Decision } from '../../../src/policy/decision.ts'

/** Square-root spacing: short expiries are many and matter most. */
export function termStructureChart(decision: Decision, width: number): SVGSVGElement | HTMLElement {
  const points = decision.expiries.filter((expiry) => expiry.days > 0)
  const last = Math.max(...points.map((point) => point.days))
  // Each tick keeps its distance from the one before on the square-root scale.
  const ticks = [1, 7, 30, 90, 180, 365, 730, 1460]
    .filter((days) => days <= last * 1.05)
    .filter((days) => days >= last / 250)
  return Plot.plot({
    width,
    height: 210,
    marginLeft: 34,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 24,
    x: {
      type: 'sqrt',
      label: null,
      ticks,
      tickFormat: (days: number) => `${days}d`,
      tickSize: 0,
      domain: [0, last],
    },
    y: { label: null, ticks: 4, tickFormat: (value: number) => grouped(value, 0), tickSize: 0, nice: true },
    marks: [
      Plot.gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.lineY(points, { x: 'days', y: 'atmVol_vol_points', stroke: 'var(--accent)', strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'days', y: 'atmVol_vol_points', r: 2.5, fill: 'var(--accent)' }),
    ],
  })
}

export function describeTermStructure(decision: Decision): string {
  const first = decision.expiries[0]
  const last = decision.expiries.at(-1)
  if (first === undefined || last === undefined) return 'No expiries.'
  return (
    `At-the-money volatility of ${decision.expiries.length} expiries: ` +
    `${grouped(first.atmVol_vol_points, 2)} vol points at ${grouped(first.days, 1)} days, ` +
    `${grouped(last.atmVol_vol_points, 2)} at ${grouped(last.days, 0)} days.`
  )
}
