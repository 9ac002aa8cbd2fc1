/** VX futures settlements against VIX, 2006 to 2014. */
import fs from 'node:fs'
import path from 'node:path'
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { vixExpiration } from '../../src/base/calendar/expirations.ts'
import { realPath } from './folder.ts'

const MONTHS = 'FGHJKMNQUVXZ'

export interface VxSettle {
  readonly date: string
  /** Calendar days to final settlement. */
  readonly days: number
  readonly settle: number
  readonly vix: number
}

/** Every `step`-th day on which any contract settled, 7 to 240 days out, traded. Prices before 2007-03-26 are ten times too high. */
export function vxSettles(vix: ReadonlyMap<string, number>, step: number): VxSettle[] {
  const folder = realPath('vx-contracts')
  const all: VxSettle[] = []
  for (const name of fs
    .readdirSync(folder)
    .filter((file) => /^CFE_[A-Z]\d\d_VX\.csv$/.test(file))
    .sort()) {
    const expiration = dayNumber(
      vixExpiration(2000 + Number(name.slice(5, 7)), MONTHS.indexOf(name.slice(4, 5)) + 1),
    )
    for (const line of fs.readFileSync(path.join(folder, name), 'utf8').split(/\r?\n/)) {
      const row = line.split(',')
      const date = isoOf(row[0] ?? '')
      if (date === null || date < '2006-01-01') continue
      const settle = Number(row[6]) / (date < '2007-03-26' ? 10 : 1)
      const days = expiration - dayNumber(isoDate(date))
      const level = vix.get(date)
      if (level !== undefined && settle > 0 && Number(row[8]) > 0 && days >= 7 && days < 240) {
        all.push({ date, days, settle, vix: level })
      }
    }
  }
  const dates = [...new Set(all.map((row) => row.date))].sort()
  const kept = new Set(dates.filter((_, i) => i % step === 0))
  return all.filter((row) => kept.has(row.date))
}

function isoOf(text: string): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (parts === null) return null
  return `${parts[3]}-${(parts[1] ?? '').padStart(2, '0')}-${(parts[2] ?? '').padStart(2, '0')}`
}

const HORIZONS = [5, 10, 21, 42, 63, 84, 105, 126, 168]

/**
 * Half the variance of ln VIX a horizon ahead given ln VIX now, by calendar days: a future is an expected volatility, the
 * model wants the root of an expected variance, and the two differ by this in logs. From VIX closes before 2015.
 */
export function convexityByDays(vix: ReadonlyMap<string, number>): (days: number) => number {
  const logs = [...vix].filter(([date]) => date < '2015').map(([, level]) => Math.log(level))
  const knots = HORIZONS.map((sessions) => ({
    days: (sessions * 365) / 252,
    half: residualVariance(logs, sessions) / 2,
  }))
  return (days) => {
    const above = knots.findIndex((knot) => days <= knot.days)
    const to = knots[above === -1 ? knots.length - 1 : above] ?? { days: 1, half: 0 }
    if (above === -1) return to.half
    const from = above === 0 ? { days: 0, half: 0 } : (knots[above - 1] ?? { days: 0, half: 0 })
    return from.half + ((to.half - from.half) * (days - from.days)) / (to.days - from.days)
  }
}

function residualVariance(logs: readonly number[], ahead: number): number {
  const now = logs.slice(0, -ahead)
  const later = logs.slice(ahead)
  const n = now.length
  const meanNow = now.reduce((a, b) => a + b, 0) / n
  const meanLater = later.reduce((a, b) => a + b, 0) / n
  let [cross, own, other] = [0, 0, 0]
  for (let i = 0; i < n; i += 1) {
    const [a, b] = [(now[i] ?? 0) - meanNow, (later[i] ?? 0) - meanLater]
    cross += a * b
    own += a * a
    other += b * b
  }
  return (other - (cross * cross) / own) / n
}
