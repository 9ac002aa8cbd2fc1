/** The book's delta: what closes it, or the reading where the rules set no limit. */
import type { BookDeltaWords } from '../../view/book-delta.ts'
import { BLANK, type Line, heading, rowLines, wrap } from './layout.ts'
import { orderLines } from './order-lines.ts'
import { span } from './paint.ts'
import { warningLines } from './parts.ts'
import { reasonLines } from './reason-lines.ts'
import { TONES } from './tones.ts'

export function bookDeltaLines(delta: BookDeltaWords | null, width: number): Line[] {
  if (delta === null) return []
  const { action, tone, sentence, rows, orders, warnings, reason } = delta
  return [
    heading('Delta of the book', width),
    ...wrap([span(`  ▌ ${action}. `, TONES[tone]), span(sentence, 'bold')], width, 4),
    ...orderLines(orders, width),
    ...warningLines(warnings, width),
    ...rowLines(rows, width),
    BLANK,
    ...reasonLines(reason, width),
    BLANK,
  ]
}
