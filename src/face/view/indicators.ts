/** The indicator board in words, once: the terminal and the page only lay it out. */
import type { IndicatorBoard } from '../../policy/indicator-board/board.ts'
import { weekdayDate } from './dates.ts'
import { type Headline, headline } from './headline.ts'
import { bookSection } from './indicators/book-section.ts'
import { edrSection } from './indicators/edr-section.ts'
import { eventSection } from './indicators/event-section.ts'
import { figureSections } from './indicators/figure-sections.ts'
import { forecastSection } from './indicators/forecast-section.ts'
import { gammaSection } from './indicators/gamma-section.ts'
import { groupSections } from './indicators/group-sections.ts'
import { paritySection } from './indicators/parity-section.ts'
import { quoteSection } from './indicators/quote-section.ts'
import { regimeSection } from './indicators/regime-section.ts'
import type { IndicatorSection } from './indicators/section.ts'

export interface IndicatorWords {
  readonly headline: Headline
  /** `31 of 45 known`. */
  readonly title: string
  readonly sentence: string
  readonly sections: readonly IndicatorSection[]
  readonly rules: string
  readonly disclaimer: string
}

/** @param nowMs the reader's clock, milliseconds since 1970: only the age of the data depends on it. */
export function indicatorWords(board: IndicatorBoard, nowMs: number): IndicatorWords {
  const lines = board.groups.flatMap((group) => group.lines)
  const known = lines.filter(({ value }) => value !== null).length
  const [index, breadth, vix, realised, term] = groupSections(board)
  return {
    headline: headline(board, nowMs),
    title: `${known} of ${lines.length} indicators known`,
    sentence: `As of the close of ${weekdayDate(board.knownDay)}; nothing later is read. What is unknown says why, and what to import.`,
    sections: [
      regimeSection(board),
      index,
      vix,
      realised,
      term,
      eventSection(board),
      edrSection(board),
      forecastSection(board),
      gammaSection(board),
      quoteSection(board),
      paritySection(board),
      breadth,
      ...figureSections(board),
      bookSection(board),
    ],
    rules: board.rules.name,
    disclaimer: board.disclaimer,
  }
}
