import type { MonthRow } from '../../engine/evidence/months.ts'
import { yearReturns } from '../view/evidence.ts'
import { grouped } from '../view/numbers.ts'
import { type Markup, element } from './svg/markup.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
/** A month of this return has the full colour. */
const FULL = 0.08
/** More, and the ink no longer stands out from the tint on dark paper. */
const DEPTH_MAX_PERCENT = 45

/** Returns by month in percent, tinted by sign and size; the year compounded at the end of its row. */
export function monthTable(months: readonly MonthRow[]): Markup {
  const years = yearReturns(months)
  const at = new Map(months.map(({ year, month, return: value }) => [`${year} ${month}`, value]))
  const row = (year: number, whole: number): Markup =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, String(year)),
      ...MONTHS.map((_, i) => cell(at.get(`${year} ${i + 1}`) ?? null)),
      cell(whole, ' year'),
    )
  const head = ['Year', ...MONTHS, 'Whole']
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Returns by month' },
    element(
      'table',
      { class: 'months' },
      element('caption', {}, 'Percent of the account'),
      element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
      element('tbody', {}, ...years.map(({ year, return: value }) => row(year, value))),
    ),
  )
}

function cell(value: number | null, name = ''): Markup {
  if (value === null) return element('td', {}, '')
  const depth = Math.round(DEPTH_MAX_PERCENT * Math.min(1, Math.abs(value) / FULL))
  const text = grouped(value * 100, 1)
  const tone = depth === 0 ? '' : value > 0 ? 'up' : 'down'
  return element(
    'td',
    { class: `${tone}${name}`.trim() || null, style: depth === 0 ? null : `--depth:${depth}%` },
    text,
  )
}
