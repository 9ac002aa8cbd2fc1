import type { Accumulated } from '../../book/pool/history/accumulated.ts'
import { dollars } from '../view/numbers.ts'
import { drawing, frameOf, path } from './svg/frame.ts'
import { type Markup, element, group } from './svg/markup.ts'
import { type TimeTick, timeTicks } from './svg/scale.ts'

/** What is drawn: times on any clock, and what was lost and earned by each. */
export type Accumulation = Pick<Accumulated, 'times' | 'lvr' | 'fees'>

interface Clock {
  readonly ticks: (from: number, to: number, about: number) => readonly TimeTick[]
  /** What is earned, as the description has it. */
  readonly earned: string
}
const POOL: Clock = { ticks: timeTicks, earned: 'Fees' }

/** Fees and LVR as they accumulate: two areas, and between them the edge, in the colour of who is ahead. */
export function accumulationChart(path_: Accumulation, width: number, clock: Clock = POOL): Markup {
  const { times, lvr, fees } = path_
  const height = width < 500 ? 240 : 320
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0]
  const [low, top] = [least(lvr, fees), greatest(lvr, fees)]
  const frame = frameOf({
    width,
    height,
    x: { domain: [from, to], ticks: clock.ticks(from, to, width < 500 ? 4 : 8) },
    y: { low, high: top > 0 ? top : 1, format: dollars },
  })
  const points = (values: Float64Array): (readonly [number, number])[] =>
    Array.from(values, (value, i) => [frame.x(times[i] ?? 0), frame.y(value)] as const)
  const lossLine = points(lvr)
  const feeLine = fees === null ? null : points(fees)
  const base: (readonly [number, number])[] = [
    [frame.right, frame.y(0)],
    [frame.left, frame.y(0)],
  ]
  return drawing(
    width,
    height,
    describe(path_, clock.earned),
    frame.axes,
    element('path', { class: 'area-lvr', d: `${path([...lossLine, ...base])}Z` }),
    feeLine === null ? group() : edges(feeLine, lossLine),
    element('path', { class: 'line-lvr', d: path(lossLine) }),
    feeLine === null ? group() : element('path', { class: 'line-fees', d: path(feeLine) }),
    element('line', { class: 'base', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
  )
}

type Point = readonly [number, number]

/** The band between the lines, in runs of one sign. */
function edges(fees: readonly Point[], lvr: readonly Point[]): Markup {
  const runs: { ahead: boolean; upper: Point[]; lower: Point[] }[] = []
  fees.forEach((fee, i) => {
    const loss = lvr[i] ?? fee
    // Down is greater on paper.
    const ahead = fee[1] <= loss[1]
    let run = runs.at(-1)
    if (run === undefined || run.ahead !== ahead) {
      const before = i === 0 ? [] : [i - 1]
      run = {
        ahead,
        upper: before.map((k) => fees[k] ?? fee),
        lower: before.map((k) => lvr[k] ?? loss),
      }
      runs.push(run)
    }
    run.upper.push(fee)
    run.lower.push(loss)
  })
  return group(
    ...runs.map(({ ahead, upper, lower }) =>
      element('path', {
        class: ahead ? 'edge-gain' : 'edge-loss',
        d: `${path([...upper, ...lower.toReversed()])}Z`,
      }),
    ),
  )
}

function describe({ lvr, fees }: Accumulation, earned: string): string {
  const loss = dollars(lvr.at(-1) ?? 0)
  return fees === null
    ? `LVR accumulating to ${loss}. ${earned} are unknown.`
    : `${earned} accumulating to ${dollars(fees.at(-1) ?? 0)} and LVR to ${loss}.`
}

const greatest = (lvr: Float64Array, fees: Float64Array | null): number =>
  [...lvr, ...(fees ?? [])].reduce((a, b) => Math.max(a, b), 0)
const least = (lvr: Float64Array, fees: Float64Array | null): number =>
  [...lvr, ...(fees ?? [])].reduce((a, b) => Math.min(a, b), 0)
