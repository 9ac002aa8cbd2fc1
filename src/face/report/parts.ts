/** Tables, rows and figures of a report, out of the words that every face shares. */
import type { Row, Table } from '../view/words.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** Drawn for paper and wide screens, and once more for a phone: text in a picture that shrinks cannot be read. */
export const WIDTHS = { wide: 900, narrow: 330 } as const

export function chart(
  caption: string,
  legend: readonly (readonly [key: string, text: string])[],
  draw: (width: number) => Markup,
): Markup {
  return element(
    'figure',
    {},
    element(
      'figcaption',
      {},
      element('span', {}, caption),
      element(
        'ul',
        { class: 'legend' },
        ...legend.map(([key, text]) => element('li', { class: `key-${key}` }, text)),
      ),
    ),
    ...Object.entries(WIDTHS).map(([name, width]) => element('div', { class: name }, draw(width))),
  )
}

export function rowList(rows: readonly Row[]): Markup {
  return element(
    'dl',
    { class: 'rows' },
    ...rows.map(({ label, value, note, tone }) =>
      element(
        'div',
        { class: 'row' },
        element('dt', {}, label.trim()),
        element('dd', { class: tone }, value),
        note === null ? null : element('dd', { class: 'note' }, note),
      ),
    ),
  )
}

/** `$212 (−$40 to $464)`: the doubt stands under its value, so that a wide table has room for both. */
function cellParts(cell: string): readonly (string | Markup)[] {
  const [, value, doubt] = /^(.+?) (\(.+ to .+\))$/.exec(cell) ?? []
  return value === undefined || doubt === undefined
    ? [cell]
    : [value, ' ', element('span', { class: 'doubt' }, doubt)]
}

export function tableOf({ caption, columns, rows, note }: Table): Markup {
  const classOf = (index: number): { class: string | null } => ({
    class: columns[index]?.numeric === true ? 'numeric' : null,
  })
  return group(
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      element(
        'table',
        {},
        element('caption', {}, caption),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...columns.map(({ title }, i) => element('th', { scope: 'col', ...classOf(i) }, title)),
          ),
        ),
        element(
          'tbody',
          {},
          ...rows.map((cells) =>
            element(
              'tr',
              {},
              ...cells.map((cell, i) =>
                i === 0
                  ? element('th', { scope: 'row', ...classOf(i) }, cell)
                  : element('td', classOf(i), ...cellParts(cell)),
              ),
            ),
          ),
        ),
      ),
    ),
    note === null ? null : element('p', { class: 'quiet small' }, note),
  )
}
