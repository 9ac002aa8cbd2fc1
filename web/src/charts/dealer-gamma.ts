/** Dealer gamma by strike: data to SVG. */
import * as Plot from '@observablehq/plot'
import { grouped, largeDollars } from '../../../src/face/view/numbers.ts'
import type { GammaBoard } from '../../../src/policy/indicator-board/board.ts'

const BILLION = 1e9

export function dealerGammaChart(gamma: GammaBoard, width: number): SVGSVGElement | HTMLElement {
  const bins = gamma.bins.map(({ low_points, high_points, gamma_dollars_per_percent }) => ({
    low: low_points,
    high: high_points,
    size: gamma_dollars_per_percent / BILLION,
  }))
  const levels = [
    { at: gamma.spot_points, text: `spot ${grouped(gamma.spot_points, 0)}`, dy: -24, dash: 'none' },
    ...(gamma.flip_points === null
      ? []
      : [{ at: gamma.flip_points, text: `flip ${grouped(gamma.flip_points, 0)}`, dy: -10, dash: '2 4' }]),
  ]
  return Plot.plot({
    width,
    height: 250,
    marginLeft: 44,
    marginRight: 14,
    marginTop: 36,
    marginBottom: 26,
    x: {
      label: null,
      ticks: width < 480 ? 4 : 8,
      tickFormat: (value: number) => grouped(value, 0),
      tickSize: 0,
    },
    y: { label: null, ticks: 5, tickFormat: (value: number) => grouped(value, 1), tickSize: 0, nice: true },
    marks: [
      Plot.gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.rectY(bins, {
        x1: 'low',
        x2: 'high',
        y: 'size',
        insetLeft: 0.5,
        insetRight: 0.5,
        fill: (bin: (typeof bins)[number]) => (bin.size < 0 ? 'var(--bleed)' : 'var(--accent)'),
      }),
      Plot.ruleY([0], { stroke: 'var(--ink-2)' }),
      ...levels.flatMap((level) => [
        Plot.ruleX([level], {
          x: 'at',
          stroke: 'var(--ink)',
          strokeOpacity: 0.65,
          strokeDasharray: level.dash,
        }),
        Plot.text([level], { x: 'at', text: 'text', frameAnchor: 'top', dy: level.dy, fill: 'var(--ink)' }),
      ]),
    ],
  })
}

export function describeDealerGamma(gamma: GammaBoard): string {
  const [largest] = gamma.top
  const total = `Dealer gamma by strike, ${largeDollars(gamma.total_dollars_per_percent)} for a move of 1% in all.`
  const most =
    largest === undefined
      ? ''
      : ` Largest at ${grouped(largest.strike_points, 0)}: ${largeDollars(largest.gamma_dollars_per_percent)}.`
  const flip =
    gamma.flip_points === null
      ? ' The total does not change sign within the range searched.'
      : ` The total changes sign at ${grouped(gamma.flip_points, 0)}.`
  return total + most + flip
}
