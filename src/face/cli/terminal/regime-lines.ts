/** Named regimes with their tests, and the open table of votes. */
import type { RegimeWords, RegimesWords } from '../../view/regimes.ts'
import { BLANK, type Line, heading, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'
import { TONES } from './tones.ts'

export function regimeLines(words: RegimesWords | null, width: number): Line[] {
  if (words === null) return []
  const { sentence, regimes, table, votes } = words
  // Which rule a known vote went by is in the data; why one is unknown a reader must see.
  const unknown = votes.filter(({ vote, note }) => vote === 'unknown' && note !== '')
  return [
    heading('Regimes', width),
    ...wrap([span('  '), span(sentence, 'bold')], width, 2),
    ...regimes.flatMap((regime) => regimeLine(regime, width)),
    BLANK,
    [span(`  ${table.caption}`, 'bold')],
    ...tableLines(table, width),
    ...unknown.flatMap(({ input, note }) =>
      wrap([span(`  ? ${input}: `, 'warn'), span(note, 'dim')], width, 4),
    ),
    BLANK,
  ]
}

/** One that fires shows all its tests, one that does not the first that fails. */
function regimeLine({ label, fires, tone, tests }: RegimeWords, width: number): Line[] {
  const failed = tests.find(({ mark }) => mark === '✗')
  const shown = fires === 'no' && failed !== undefined ? [failed] : tests.filter(({ mark }) => mark !== '✗')
  return wrap(
    [
      span(`  ${label}: `),
      span(fires, TONES[tone]),
      span(`. ${shown.map(({ mark, text }) => `${mark} ${text}`).join('; ')}`, 'dim'),
    ],
    width,
    4,
  )
}
