import { UNKNOWN } from '../../../src/face/view/figure.ts'
import type { Table } from '../../../src/face/view/words.ts'

interface Props {
  readonly table: Table
  /** On a narrow screen every row becomes a block of titled figures: for tables of a few rows. */
  readonly reflow?: boolean
}

/** A table whose first column names the row. Where it is wider than the screen it scrolls inside itself, by keyboard too. */
export function DataTable({ table, reflow = false }: Props) {
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={table.caption}>
        <table class={reflow ? 'reflow' : ''}>
          <caption class="visually-hidden">{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th scope="col" class={column.numeric ? 'numeric' : ''} key={column.title}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells) => (
              <tr key={cells.slice(0, 2).join(' ')}>
                {cells.map((cell, index) => {
                  const numeric = table.columns[index]?.numeric === true ? 'numeric' : ''
                  return index === 0 ? (
                    <th scope="row" class={numeric}>
                      {cell}
                    </th>
                  ) : (
                    <td
                      class={cell === UNKNOWN ? `${numeric} quiet` : numeric}
                      data-title={table.columns[index]?.title}
                    >
                      {cell}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.note !== null && <p class="quiet small">{table.note}</p>}
    </>
  )
}
