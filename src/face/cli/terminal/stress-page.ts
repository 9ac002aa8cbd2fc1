/** Replays through episodes as a terminal page. Words come from `view/`; this only sets them. */
import type { StressWords } from '../../view/stress.ts'
import { headlineLines } from './headline-lines.ts'
import { BLANK, heading, type Line, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'

export function stressPage(words: StressWords, width: number): readonly Line[] {
  const said = (texts: readonly string[]): Line[] =>
    texts.flatMap((text) => wrap([span('  '), span(text, 'dim')], width, 2))
  return [
    ...headlineLines(words.headline, width),
    BLANK,
    ...wrap([span(`▌ ${words.title}. `, 'accent'), span(words.sentence, 'bold')], width, 2),
    BLANK,
    ...tableLines(words.summary, width),
    ...words.episodes.flatMap(({ title, table, notes }) => [
      BLANK,
      heading(title, width),
      [span(`  ${table.caption}`)],
      ...tableLines(table, width),
      ...said(notes),
    ]),
    BLANK,
    heading('What it stands on', width),
    ...said(words.assumptions),
    ...wrap([span(words.disclaimer, 'dim')], width),
  ]
}
