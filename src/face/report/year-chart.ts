import type { AttributionByYear } from '../../engine/evidence/attribution-by-year.ts'
import { dollars } from '../view/numbers.ts'
import { colourOf } from './backtest-style.ts'
import { drawing, frameOf } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'

const HEDGE = 'hedge'

/** Hedge layers as one line: what the ladder did as a whole, beside the lines of the condors. */
export function chartLines({ years, lines }: AttributionByYear): AttributionByYear['lines'] {
  const hedges = lines.filter(({ id }) => id.startsWith('hedge:'))
  if (hedges.length === 0) return lines
  const dollars = years.map((_, i) => hedges.reduce((sum, { dollars: of }) => sum + of[i], 0))
  return [...lines.filter((line) => !hedges.includes(line)), { id: HEDGE, label: 'VIX hedges', dollars }]
}

/** The lines of the ledger by year: gains stacked upwards, losses downwards, a stroke where they come out. */
export function yearChart(byYear: AttributionByYear, width: number): Markup {
  const { years } = byYear
  const lines = chartLines(byYear)
  const narrow = width < 500
  const height = narrow ? 260 : 320
  const ups = years.map((_, i) => lines.reduce((sum, { dollars: of }) => sum + Math.max(0, of[i]), 0))
  const downs = years.map((_, i) => lines.reduce((sum, { dollars: of }) => sum + Math.min(0, of[i]), 0))
  const every = Math.ceil(years.length / (narrow ? 5 : 12))
  const frame = frameOf({
    width,
    height,
    x: {
      domain: [-0.5, years.length - 0.5],
      ticks: years.flatMap((year, at) => (at % every === 0 ? [{ at, text: String(year) }] : [])),
    },
    y: { low: Math.min(0, ...downs), high: Math.max(1, ...ups), format: dollars },
  })
  const half = Math.min(26, (0.38 * (frame.right - frame.left)) / years.length)
  const bars = years.flatMap((_, i) => {
    let [up, down] = [0, 0]
    return lines.flatMap(({ id, dollars: of }) => {
      const value = of[i]
      if (value === 0) return []
      const from = value > 0 ? up : down
      if (value > 0) up += value
      else down += value
      const [top, bottom] = [frame.y(Math.max(from, from + value)), frame.y(Math.min(from, from + value))]
      return [
        element('rect', {
          class: `fill-${colourOf(id)}`,
          x: frame.x(i) - half,
          width: 2 * half,
          y: top,
          height: bottom - top,
        }),
      ]
    })
  })
  const nets = years.map((_, i) => {
    const y = frame.y(ups[i] + downs[i])
    return element('line', {
      class: 'net',
      x1: frame.x(i) - half - 3,
      x2: frame.x(i) + half + 3,
      y1: y,
      y2: y,
    })
  })
  return drawing(
    width,
    height,
    `P&L by line of the ledger and year: ${years.map((year, i) => `${year} ${dollars(Math.round(ups[i] + downs[i]))}`).join(', ')}.`,
    frame.axes,
    ...bars,
    element('line', { class: 'base', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
    ...nets,
  )
}
