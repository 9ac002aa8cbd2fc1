/** Pieces that several parts of the page are set with. */
import type { RowGroup } from '../../view/words.ts'
import { type Line, type RowWidths, rowLines, wrap } from './layout.ts'
import { span } from './paint.ts'

export const groupLines = (group: RowGroup, width: number, widths: RowWidths): Line[] => [
  [span(`  ${group.title}`, 'bold')],
  ...rowLines(group.rows, width, 4, widths),
]

export const warningLines = (warnings: readonly string[], width: number): Line[] =>
  warnings.flatMap((text) => wrap([span('  ! ', 'warn'), span(text)], width, 4))
