import type { PoolPerformance } from '../../book/pool/history/pool-performance.ts'
import { dollars, grouped } from '../view/numbers.ts'
import { intervalWords } from '../view/pool-history.ts'
import { drawing, frameOf } from './svg/frame.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** LVR by how often one looks, with its spread over the starts of the clock, beside the fees that must cover it. */
export function signatureChart(performance: PoolPerformance, width: number): Markup {
  const { signature, fees } = performance
  const narrow = width < 500
  const height = narrow ? 220 : 260
  const short = (minutes: number): string => (narrow ? `${grouped(minutes, 0)} min` : intervalWords(minutes))
  const top = Math.max(fees ?? 0, ...signature.map((entry) => entry.lvrGreatest))
  const frame = frameOf({
    width,
    height,
    x: {
      domain: [-0.5, signature.length - 0.5],
      ticks: signature.map((entry, at) => ({ at, text: short(entry.interval_minutes) })),
    },
    y: { low: 0, high: top > 0 ? top : 1, format: dollars },
  })
  const half = Math.min(34, (frame.right - frame.left) / Math.max(1, signature.length) / 4)
  const bars = signature.map(({ lvr, lvrLeast, lvrGreatest }, i) => {
    const x = frame.x(i)
    const [y, height] = [frame.y(lvr), frame.y(0) - frame.y(lvr)]
    return group(
      element('rect', { class: 'bar-lvr', x: x - half, width: 2 * half, y, height }),
      element('line', { class: 'whisker', x1: x, x2: x, y1: frame.y(lvrLeast), y2: frame.y(lvrGreatest) }),
    )
  })
  const labels = signature.flatMap(({ lvr, lvrGreatest }, i) => {
    if (fees === null || lvr <= 0) return []
    const text = `${narrow ? '' : 'fees ÷ LVR '}${grouped(fees / lvr, 2)}`
    const y = Math.min(frame.y(lvr), frame.y(lvrGreatest)) - 8
    return [element('text', { class: 'label middle halo', x: frame.x(i), y }, text)]
  })
  return drawing(
    width,
    height,
    describe(performance),
    frame.axes,
    ...bars,
    fees === null
      ? group()
      : element('line', {
          class: 'line-fees',
          x1: frame.left,
          x2: frame.right,
          y1: frame.y(fees),
          y2: frame.y(fees),
        }),
    ...labels,
    element('line', { class: 'base', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
  )
}

function describe({ signature, fees }: PoolPerformance): string {
  const each = signature.map((entry) => `${dollars(entry.lvr)} at ${intervalWords(entry.interval_minutes)}`)
  return `LVR by sampling interval: ${each.join(', ')}. Fees are ${fees === null ? 'unknown' : dollars(fees)}.`
}
