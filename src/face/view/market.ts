/** The market in words: level figures and the term structure. */
import type { Decision, Figure } from '../../policy/decision.ts'
import { weekdayDate } from './dates.ts'
import { UNKNOWN, formatFigure } from './figure.ts'
import { grouped, percent } from './numbers.ts'
import { type Row, type Table, row } from './words.ts'

const SHORT_UNITS: Partial<Record<Figure['unit'], string>> = {
  'index points': 'index points',
  'vol points': 'vol points',
}

export function marketRows(decision: Decision): readonly Row[] {
  return decision.market.map((figure) => {
    const note = [
      SHORT_UNITS[figure.unit],
      figure.rung === decision.rung ? undefined : figure.rung,
      figure.note ?? undefined,
    ].filter((part) => part !== undefined)
    return row(
      figure.label,
      formatFigure(figure),
      note.length === 0 ? null : note.join('; '),
      figure.value === null ? 'quiet' : 'plain',
    )
  })
}

export function expiriesTable(decision: Decision): Table {
  return {
    caption: 'Term structure',
    columns: [
      { title: 'Expiry', numeric: false },
      { title: 'Root', numeric: false },
      { title: 'Days', numeric: true },
      { title: 'Forward', numeric: true },
      { title: 'Rate', numeric: true },
      { title: 'Rate from', numeric: false },
      { title: 'ATM vol', numeric: true },
      { title: 'Fit error', numeric: true },
    ],
    rows: decision.expiries.map((expiry) => [
      weekdayDate(expiry.expiration),
      `${expiry.root} ${expiry.settlement}`,
      grouped(expiry.days, 1),
      grouped(expiry.forward_points, 2),
      percent(expiry.rate_per_year),
      expiry.rateSource,
      grouped(expiry.atmVol_vol_points, 2),
      expiry.fitError_vol_points === null ? UNKNOWN : grouped(expiry.fitError_vol_points, 2),
    ]),
    note: 'ATM vol: at the forward, vol points. Fit error: root mean square of the smile against mid volatilities, vol points.',
  }
}
