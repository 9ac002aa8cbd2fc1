/** What studies are made on: the index of a fresh install, VIX published or modelled, bills, events, VX; each with its source. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { addDays, dayNumber, isoOfDay, parseIsoDate } from '../../src/base/calendar/civil.ts'
import { type DayNumber, type IsoDate, quantity } from '../../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { Rung } from '../../src/base/vocabulary/rung.ts'
import { type IndexedSource, indexedDays } from '../../src/engine/backtest/indexed-days.ts'
import type { BacktestDay } from '../../src/engine/backtest/backtest-day.ts'
import { modelVix } from '../../src/market/model/pdv-vix.ts'
import { VIX_HIGH } from '../../src/market/model/surface-model.ts'
import { SURFACE_PARAMETERS } from '../../src/market/model/surface-parameters.ts'
import type { SurfaceParameters } from '../../src/market/model/surface-types.ts'
import type { DailyBars } from '../../src/market/series/daily-bars.ts'
import { embeddedIndex } from '../../src/shell/series/embedded-index.ts'
import { vixCloses } from '../../scripts/real-data/daily.ts'
import { realPathOrNull } from '../../scripts/real-data/folder.ts'

export interface StudyWorld {
  readonly index: DailyBars
  readonly vix: DailyBars
  /** `quoted`: published closes; `indexed`: modelled from the index's own path. */
  readonly vixRung: Rung
  readonly billsSource: string
  /** Of every series above. */
  readonly dataHash: string
  /** Sessions with an index close and a VIX. */
  readonly from: IsoDate
  readonly to: IsoDate
  readonly billRate: (day: number) => number | null
}

/** Assumptions of the surface that a study varies. */
export interface WorldChange {
  readonly from?: IsoDate
  readonly to?: IsoDate
  /** Skew of the smile at every tenor, times this. */
  readonly skewFactor?: number
  readonly widthFactor?: number
  /** Longest expiry made, calendar days; default 75. */
  readonly daysMax?: number
  readonly roots?: readonly string[]
}

/** The best at hand. `modelledVix` leaves published VIX aside even where it is at hand. */
export const studyWorld = (modelledVix = false): Promise<StudyWorld> =>
  worldOf(modelledVix ? null : publishedCloses(), fedFunds())

/** What a fresh install has, and nothing else: the same on every machine. */
export const freshWorld = (): Promise<StudyWorld> => worldOf(null, null)

async function worldOf(
  published: DailyBars | null,
  rates: ReadonlyMap<string, number> | null,
): Promise<StudyWorld> {
  const index = mustAccept(await embeddedIndex())
  const vix = published ?? modelledCloses(index)
  const first = Math.max(index.days[0] ?? 0, vix.days[0] ?? 0)
  const last = Math.min(index.days.at(-1) ?? 0, vix.days.at(-1) ?? 0)
  const hash = createHash('sha256')
  for (const { days, closes } of [index, vix]) {
    hash.update(new Uint8Array(days.buffer, days.byteOffset, days.byteLength))
    hash.update(new Uint8Array(closes.buffer, closes.byteOffset, closes.byteLength))
  }
  hash.update(JSON.stringify([...(rates ?? [])]))
  return {
    index,
    vix,
    vixRung: published === null ? 'indexed' : 'quoted',
    billsSource:
      rates === null
        ? 'none at hand: cash earns nothing'
        : 'federal funds, mean of the month before, for bills',
    dataHash: hash.digest('hex'),
    from: isoOfDay(quantity<DayNumber>(first)),
    to: isoOfDay(quantity<DayNumber>(last)),
    billRate: (day) => (rates === null ? null : (rates.get(monthBefore(day)) ?? null)),
  }
}

/** The sessions of a world, made as they are asked for. */
export function daysOf(world: StudyWorld, change: WorldChange = {}): Generator<BacktestDay> {
  return indexedDays(sourceOf(world, change))
}

export function sourceOf(world: StudyWorld, change: WorldChange): IndexedSource {
  const { index, vix, vixRung, billRate } = world
  const { from = world.from, to = world.to, skewFactor = 1, widthFactor = 1, daysMax = 75, roots } = change
  return {
    from,
    to,
    settlements: { bars: index },
    vix,
    vixRung,
    billRate,
    daysMax,
    surface: skewed(skewFactor),
    widthFactor,
    ...(roots === undefined ? {} : { roots }),
  }
}

function skewed(factor: number): SurfaceParameters {
  if (factor === 1) return SURFACE_PARAMETERS
  const { smile } = SURFACE_PARAMETERS
  return { ...SURFACE_PARAMETERS, smile: { ...smile, amplitudeLong: smile.amplitudeLong * factor } }
}

function publishedCloses(): DailyBars | null {
  if (realPathOrNull('vix-daily/vix-daily.csv') === null) return null
  const rows = [...vixCloses()].flatMap(([date, close]) => {
    const iso = parseIsoDate(date)
    return iso !== null && close > 0 ? [[dayNumber(iso), close] as const] : []
  })
  return closesBars('VIX', 'published VIX closes', 'quoted', rows)
}

function modelledCloses(index: DailyBars): DailyBars {
  const { values, present } = modelVix(index.closes)
  const rows = [...index.days].flatMap((day, i) =>
    present[i] === 1 ? [[day, Math.min(VIX_HIGH, values[i] ?? 0)] as const] : [],
  )
  return closesBars('VIX', "VIX modelled from the index's own path", 'indexed', rows)
}

const closesBars = (
  symbol: string,
  source: string,
  rung: Rung,
  rows: readonly (readonly [number, number])[],
): DailyBars => ({
  symbol,
  source,
  rung,
  days: Int32Array.from(rows, ([day]) => day),
  closes: Float64Array.from(rows, ([, close]) => close),
  opens: null,
  highs: null,
  lows: null,
})

/** Effective federal funds by month (`2008-09`), decimal: stands for bills until a bill series is at hand. */
function fedFunds(): ReadonlyMap<string, number> | null {
  const file = realPathOrNull('macro/FEDFUNDS.csv')
  if (file === null) return null
  const lines = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
  return new Map(
    lines
      .map((line) => line.split(','))
      .filter(([, value = '']) => value.trim() !== '' && Number.isFinite(Number(value)))
      .map(([date = '', value]) => [date.slice(0, 7), Number(value) / 100] as const),
  )
}

/** The month that had ended when the day began: its mean is published by then. */
function monthBefore(day: number): string {
  const first = dayNumber(`${isoOfDay(quantity<DayNumber>(day)).slice(0, 7)}-01` as IsoDate)
  return isoOfDay(addDays(quantity<DayNumber>(first), -1)).slice(0, 7)
}
