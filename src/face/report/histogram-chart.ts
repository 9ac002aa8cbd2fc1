import { counted, dollars } from '../view/numbers.ts'
import { drawing, frameOf } from './svg/frame.ts'
import { type Markup, element } from './svg/markup.ts'
import { niceTicks } from './svg/scale.ts'

const BINS_ABOUT = 28

/** What is counted: its values in words, and the whole in a sentence. */
export interface HistogramWords {
  readonly format: (value: number) => string
  readonly says: (values: readonly number[], below: number) => string
}

const CONDORS: HistogramWords = {
  format: (value) => dollars(Math.round(value)),
  says: (values, below) => `${counted(values.length, 'condor')} closed, ${counted(below, 'loss', 'losses')}`,
}

const FIGURE_WIDTH = 7.4
const GAP = 14

/** As many named values as stand beside each other without touching. */
function ticksThatFit(
  [from, to]: readonly [number, number],
  width: number,
  format: HistogramWords['format'],
): readonly { readonly at: number; readonly text: string }[] {
  const named = (about: number) => niceTicks(from, to, about).map((at) => ({ at, text: format(at) }))
  const fits = (about: number): boolean => {
    const all = named(about)
    const longest = Math.max(...all.map(({ text }) => text.length))
    return all.length * (FIGURE_WIDTH * longest + GAP) <= width - 2 * GAP
  }
  return named([8, 7, 6, 5, 4, 3, 2].find(fits) ?? 1)
}

/** How often each value came, of condors the P&L: bars of one width, none across zero. */
export function histogramChart(
  values: readonly number[],
  width: number,
  { format, says }: HistogramWords = CONDORS,
): Markup {
  const narrow = width < 500
  const height = narrow ? 200 : 240
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const steps = niceTicks(low, high, BINS_ABOUT)
  const step = steps.length > 1 ? steps[1] - steps[0] : Math.max(1, high - low)
  const first = Math.floor(low / step + 1e-9)
  const counts = Array.from({ length: Math.max(1, Math.ceil(high / step - 1e-9) - first) }, () => 0)
  for (const value of values) {
    // What is exactly on an edge belongs below it where it is a loss, above it where it is none.
    const bin = value < 0 ? Math.ceil(value / step - 1e-9) - 1 : Math.floor(value / step + 1e-9)
    counts[Math.min(counts.length - 1, Math.max(0, bin - first))] += 1
  }
  const [from, to] = [first * step, (first + counts.length) * step]
  const frame = frameOf({
    width,
    height,
    x: {
      domain: [from, to],
      ticks: ticksThatFit([from, to], width, format),
    },
    y: { low: 0, high: Math.max(1, ...counts), format: (value) => String(Math.round(value)) },
    // Counts are whole: no more marks than there are.
    ticks: Math.min(4, Math.max(1, ...counts)),
  })
  const bars = counts.flatMap((count, i) => {
    if (count === 0) return []
    const [left, right] = [frame.x((first + i) * step) + 0.5, frame.x((first + i + 1) * step) - 0.5]
    const top = frame.y(count)
    const name = first + i < 0 ? 'bar-loss' : 'bar-gain'
    return [
      element('rect', {
        class: name,
        x: left,
        width: Math.max(1, right - left),
        y: top,
        height: frame.y(0) - top,
      }),
    ]
  })
  const losses = values.filter((value) => value < 0).length
  return drawing(
    width,
    height,
    `${says(values, losses)}; from ${format(low)} to ${format(high)}.`,
    frame.axes,
    ...bars,
    element('line', { class: 'base', x1: frame.x(0), x2: frame.x(0), y1: frame.top, y2: frame.bottom }),
  )
}
