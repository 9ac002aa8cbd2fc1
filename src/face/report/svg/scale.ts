/** Where a value lies on paper, and which values are named on an axis. */

export type Scale = (value: number) => number

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain
  const span = high - low
  return (value) => range[0] + (span === 0 ? 0.5 : (value - low) / span) * (range[1] - range[0])
}

/** Round values 1, 2 or 5 times a power of ten apart, about so many, inside the domain. */
export function niceTicks(low: number, high: number, about: number): readonly number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / Math.max(1, about)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
}

/** The domain stretched to its ticks' next round values, so that the topmost is named. */
export function niceDomain(low: number, high: number, about: number): readonly [number, number] {
  if (!(high > low)) {
    const pad = Math.max(Math.abs(low) * 0.01, 1e-9)
    return [low - pad, high + pad]
  }
  const ticks = niceTicks(low, high, about)
  const step = (ticks[1] ?? high) - (ticks[0] ?? low)
  if (!(step > 0)) return [low, high]
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TIME_STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
] as const

export interface TimeTick {
  readonly at: number
  readonly text: string
}

/** Whole hours or days in UTC, about so many: `06:00`, or `14 Aug` where days apart. */
export function timeTicks(from: number, to: number, about: number): readonly TimeTick[] {
  const rough = (to - from) / Math.max(1, about)
  const step = TIME_STEPS.find((each) => each >= rough) ?? Math.ceil(rough / (365 * DAY)) * 365 * DAY
  const ticks: TimeTick[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    ticks.push({ at, text: step < DAY ? utcTime(at) : utcDay(at) })
  }
  return ticks
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const utcTime = (at: number): string => new Date(at).toISOString().slice(11, 16)

function utcDay(at: number): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`
}

const MONTHS_OF_STEPS = [1, 3, 6, 12, 24, 60, 120] as const

/** Starts of months or years, about so many, of days since 1970: `2008`, or `Mar 2008` where less than years apart. */
export function calendarTicks(fromDay: number, toDay: number, about: number): readonly TimeTick[] {
  const months = (toDay - fromDay) / 30.4
  const step = MONTHS_OF_STEPS.find((each) => each >= months / Math.max(1, about)) ?? 120
  const first = new Date(fromDay * DAY)
  const ticks: TimeTick[] = []
  let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step
  for (;;) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY
    if (at > toDay) return ticks
    const text =
      step % 12 === 0
        ? String(Math.floor(month / 12))
        : `${MONTHS[month % 12] ?? ''} ${Math.floor(month / 12)}`
    if (at >= fromDay) ticks.push({ at, text })
    month += step
  }
}
