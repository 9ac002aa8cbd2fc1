import type { SweepHeat } from '../view/sweep-grid.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** More, and the ink no longer stands out from the tint on dark paper. */
const DEPTH_MAX_PERCENT = 45

/** A value for each pair of settings, tinted by sign and size; the number stands in the cell, so that nothing rests on colour. */
export function heatTable({ caption, rowKey, columnKey, columns, rows, scale, format }: SweepHeat): Markup {
  const cell = (value: number | null | undefined): Markup => {
    if (value === undefined) return element('td', { class: 'quiet' }, '·')
    if (value === null) return element('td', { class: 'quiet' }, 'unknown')
    const depth = scale === 0 ? 0 : Math.round(DEPTH_MAX_PERCENT * Math.min(1, Math.abs(value) / scale))
    const tone = depth === 0 ? null : value > 0 ? 'up' : 'down'
    return element('td', { class: tone, style: depth === 0 ? null : `--depth:${depth}%` }, format(value))
  }
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    element(
      'table',
      { class: 'months heat' },
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, rowKey === null ? columnKey : `${rowKey} ↓ ${columnKey} →`),
          ...columns.map((text) => element('th', { scope: 'col' }, text)),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map(({ name, values }) =>
          element('tr', {}, element('th', { scope: 'row' }, name), group(...values.map(cell))),
        ),
      ),
    ),
  )
}
