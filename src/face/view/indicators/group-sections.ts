import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { weekdayDate } from '../dates.ts'
import { grouped } from '../numbers.ts'
import type { Table } from '../words.ts'
import { lineWords } from './line-words.ts'
import { type IndicatorSection, importsOf, section } from './section.ts'

/** The groups of single indicators. The VX curve stands under the term structure where there is one. */
export function groupSections(board: IndicatorBoard): readonly IndicatorSection[] {
  return board.groups.map(({ id, title, lines }) =>
    section(id, title, {
      lines: lines.map(lineWords),
      tables: id === 'term' && board.vx.length > 0 ? [vxTable(board)] : [],
      imports: importsOf(lines.map(({ needs }) => needs)),
    }),
  )
}

const vxTable = ({ vx, knownDay }: IndicatorBoard): Table => ({
  caption: 'VX futures',
  columns: [
    { title: 'Settles', numeric: false },
    { title: 'Days', numeric: true },
    { title: 'Settlement price', numeric: true },
  ],
  rows: vx.map(({ expiration, days, settle_points }) => [
    weekdayDate(expiration),
    grouped(days, 0),
    grouped(settle_points, 3),
  ]),
  note: `Monthly contracts, settlement prices of ${weekdayDate(knownDay)}.`,
})
