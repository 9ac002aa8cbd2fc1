import { dayFrom, dayNumber, isoOfDay } from '../../../base/calendar/civil.ts'
import { vixExpiration } from '../../../base/calendar/expirations.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import type { FuturesHistory } from '../../series/series.ts'
import type { DecodeContext, Decoded, FileHead, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { DailyRows, rows } from './daily-rows.ts'
import { readDate } from './dates.ts'
import { columnName, headerScore, matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'

const REQUIRED = ['trade date', 'futures', 'open', 'high', 'low', 'close', 'settle', 'open interest']
/** Lines above the header: one disclaimer in files of 2014 and later. */
const ROWS_ABOVE_HEADER_MAX = 4

/** From this trade date VX is quoted in index points; before, in tenths (CFE rule change of 2007-03-26). */
const IN_POINTS_FROM = dayFrom(2007, 3, 26)
/** Settlements of the years in tenths were 95 to 240; a file already converted has 9.5 to 24. */
const IN_TENTHS_ABOVE = 50
/** Not settled: 0, or on 2008-04-21 the placeholder 1.00 in two contracts. */
const PLACEHOLDER_MAX = 1
/** A settlement this many times the one before, or this much less, is named in a warning; it may still be true. */
const STEP_WARNED = 1.5
/** Far outside what VX has ever settled at: beyond these the unit or the column is wrong. */
const SETTLE_MIN = 4
const SETTLE_MAX = 200

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_LETTERS = 'FGHJKMNQUVXZ'

/**
 * Settlement histories of VIX futures from Cboe: one file a contract (`CFE_K04_VX.csv`, `VX_2026-01-21.csv`), or several
 * contracts in one table (`VX_EOD.csv`, with `%Change` and `Volume`). `Settle` is used and nothing else: on final-
 * settlement rows open, high, low and close are 0. A settle of 0 (or the placeholder 1.00) means that the contract was
 * not settled that day, and the row is left out.
 */
export const cboeVx: TableDecoder = {
  id: 'cboe-vx',
  title: 'Cboe VIX futures settlements',
  shape: 'table',
  sniff: (head) =>
    Math.max(
      ...head.text.split(/\r?\n/, ROWS_ABOVE_HEADER_MAX + 1).map((line) => headerScore(line, REQUIRED)),
    ),
  start,
}

interface Tallies {
  unsettled: number
  alreadyInPoints: number
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  const contracts = new Map<number, DailyRows>()
  const tallies: Tallies = { unsettled: 0, alreadyInPoints: 0 }
  const named = expirationOfName(context.head)
  let reader: RowReader | null = null
  let width = 0
  let above = 0
  let unusable: Refusal | null = null
  return {
    row(fields, line) {
      if (unusable !== null) return
      if (reader === null) {
        if (!fields.some((field) => columnName(field) === 'trade date')) {
          above += 1
          return
        }
        const columns = matchHeader(fields, REQUIRED, { source: context.source, line })
        if (columns.ok) reader = new RowReader(context, columns.value, refusals)
        else unusable ??= columns.refusal
        width = fields.length
        return
      }
      if (fields.every((field) => field.trim() === '')) return
      reader.begin(fields, line)
      // 156 genuine rows end with a comma too many.
      if (fields.slice(width).some((field) => field.trim() !== '') || fields.length < width) {
        reader.fail(
          'file.row-wrong-width',
          'row',
          `${fields.length} fields`,
          `${width} fields, as the header`,
        )
      }
      readRow(reader, { contracts, refusals, tallies, named, source: context.source })
    },
    finish() {
      if (unusable !== null) return { kind: 'refused', refusal: unusable }
      if (reader === null || above > ROWS_ABOVE_HEADER_MAX) return noHeader(context)
      return finish(context, contracts, refusals, tallies)
    },
  }
}

interface Place {
  readonly contracts: Map<number, DailyRows>
  readonly refusals: RefusalCollector
  readonly tallies: Tallies
  readonly named: number | null
  readonly source: string
}

function readRow(row: RowReader, place: Place): void {
  const day = row.day('trade date', 'YYYY-MM-DD or MM/DD/YYYY')
  const settle = row.number('settle')
  const volume = row.optionalNumber(row.has('total volume') ? 'total volume' : 'volume')
  const openInterest = row.optionalNumber('open interest')
  const expiration = readExpiration(row, place.named)
  if (row.failed || expiration === null) return
  if (settle >= 0 && settle <= PLACEHOLDER_MAX) {
    place.tallies.unsettled += 1
    return
  }
  const inTenths = day < IN_POINTS_FROM && settle > IN_TENTHS_ABOVE
  if (day < IN_POINTS_FROM && !inTenths) place.tallies.alreadyInPoints += 1
  // Through whole numbers, so that 129.40 tenths is the double that 12.94 reads as.
  const settle_points = inTenths ? Math.round(settle * 1e4) / 1e5 : settle
  if (settle_points < SETTLE_MIN || settle_points > SETTLE_MAX) {
    row.fail('number.out-of-range', 'settle', settle, `${SETTLE_MIN} to ${SETTLE_MAX} index points`)
    return
  }
  if (day > expiration) {
    row.fail('date.out-of-range', 'trade date', row.text('trade date'), 'a date on or before the expiration')
    return
  }
  const known = place.contracts.get(expiration)
  const contract = known ?? new DailyRows(place.source, place.refusals, 3)
  if (known === undefined) place.contracts.set(expiration, contract)
  contract.add(day, row.line, [settle_points, volume ?? 0, openInterest ?? 0])
}

/** `VX_2026-01-21.csv`: the date is the expiration, weeklies included. */
function expirationOfName(head: FileHead): number | null {
  const match = /(?:^|_)VX[A-Z0-9]*_(\d{4}-\d{2}-\d{2})\.csv/i.exec(head.name)
  return match === null ? null : readDate(match[1] ?? '', 'YYYY-MM-DD')
}

/** `K (May 04)` and `F (Jan 2026)`: month code, month, year in two or four digits. */
function readExpiration(row: RowReader, named: number | null): number | null {
  if (named !== null) return named
  if (row.failed) return null
  const text = row.text('futures')
  const match = /^([FGHJKMNQUVXZ]) \(([a-z]{3}) (\d{2}|\d{4})\)$/i.exec(text)
  const month = MONTHS.indexOf((match?.[2] ?? '').toLowerCase()) + 1
  if (match === null || month === 0 || MONTH_LETTERS[month - 1] !== (match[1] ?? '').toUpperCase()) {
    row.fail('option.not-listed', 'futures', text, 'a contract such as "K (May 04)" or "F (Jan 2026)"')
    return null
  }
  const year = Number(match[3]) + ((match[3] ?? '').length === 2 ? 2000 : 0)
  if (year < 2004 || year > 2038) {
    row.fail('date.out-of-range', 'futures', text, 'a contract of 2004 to 2038')
    return null
  }
  return dayNumber(vixExpiration(year, month))
}

function finish(
  context: DecodeContext,
  contracts: ReadonlyMap<number, DailyRows>,
  refusals: RefusalCollector,
  tallies: Tallies,
): Decoded {
  const warnings: string[] = []
  const futures: FuturesHistory[] = []
  for (const [expirationDay, contract] of [...contracts].sort(([a], [b]) => a - b)) {
    const { days, columns, warnings: own } = contract.finish(false)
    const [settles, volumes, openInterests] = columns
    if (settles === undefined || volumes === undefined || openInterests === undefined) continue
    futures.push({ root: 'VX', expirationDay, source: context.source, days, settles, volumes, openInterests })
    const expiration = isoOfDay(quantity<DayNumber>(expirationDay))
    warnings.push(...[...own, ...steps(days, settles)].map((text) => `contract of ${expiration}: ${text}`))
  }
  if (tallies.unsettled > 0) warnings.push(`${rows(tallies.unsettled)} not settled (settle 0 or 1), left out`)
  if (tallies.alreadyInPoints > 0) {
    warnings.push(`${rows(tallies.alreadyInPoints)} before 2007-03-26 already in points, kept as they are`)
  }
  return { kind: 'futures', futures, refusals: refusals.log(), warnings }
}

/** Settlements so far from the one before that a typing error is likelier than a market. */
function steps(days: Int32Array, settles: Float64Array): readonly string[] {
  const dates: string[] = []
  for (let i = 1; i < days.length; i += 1) {
    const ratio = (settles[i] ?? 0) / (settles[i - 1] ?? 1)
    if (ratio > STEP_WARNED || ratio < 1 / STEP_WARNED)
      dates.push(isoOfDay(quantity<DayNumber>(days[i] ?? 0)))
  }
  return dates.length === 0 ? [] : [`settle far from the one before on ${dates.slice(0, 5).join(', ')}`]
}

function noHeader(context: DecodeContext): Decoded {
  const refusal = refuse('file.wrong-header', {
    field: 'header',
    was: context.head.text.slice(0, 80),
    wanted: 'Trade Date,Futures,Open,High,Low,Close,Settle,... within the first five lines',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}
