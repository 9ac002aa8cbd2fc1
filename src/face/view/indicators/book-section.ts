import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { correlationWords } from '../correlations.ts'
import { type IndicatorSection, section, unknownSection } from './section.ts'

const TITLE = 'Correlation of the book'

/** What is held beside the index and the other assets at hand. */
export function bookSection({ book }: IndicatorBoard): IndicatorSection {
  if (!book.known) return unknownSection('book', TITLE, book)
  const { sentence, table, notes } = correlationWords(book.value)
  return section('book', TITLE, { tables: table === null ? [] : [table], notes: [sentence, ...notes] })
}
