import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { weekdayDate } from '../dates.ts'
import { UNKNOWN } from '../figure.ts'
import { grouped } from '../numbers.ts'
import type { Table } from '../words.ts'
import { lineWords } from './line-words.ts'
import { type IndicatorLine, type IndicatorSection, importsOf, section } from './section.ts'

/** The groups of single indicators. The VX curve stands under the term structure where there is one. */
export function groupSections(board: IndicatorBoard): readonly IndicatorSection[] {
  return board.groups.map(({ id, title, lines }) =>
    section(id, title, {
      lines: gathered(lines.map(lineWords)),
      tables: id === 'term' && board.vx.length > 0 ? [vxTable(board)] : [],
      imports: importsOf(lines.map(({ needs }) => needs)),
    }),
  )
}

const GATHERED_MIN = 3

/** Many lines unknown for one reason are one line that names them: the reason once, not thirteen times. */
function gathered(lines: readonly IndicatorLine[]): readonly IndicatorLine[] {
  const alike = Map.groupBy(lines, ({ value, note }) => (value === UNKNOWN ? note : ''))
  return lines.flatMap((line) => {
    const same = line.value === UNKNOWN ? (alike.get(line.note) ?? []) : []
    if (same.length < GATHERED_MIN) return [line]
    return same[0] === line ? [{ ...line, label: same.map(({ label }) => label).join(', ') }] : []
  })
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
