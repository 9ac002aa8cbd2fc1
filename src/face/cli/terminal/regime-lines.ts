/** Named regimes with their tests, and the open table of votes. */
import type { RegimeWords, RegimesWords } from '../../view/regimes.ts'
import { counted } from '../../view/numbers.ts'
import { BLANK, type Line, heading, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'
import { TONES } from './tones.ts'

export function regimeLines(words: RegimesWords | null, width: number): Line[] {
  if (words === null) return []
  const { sentence, regimes, table, votes, unknown } = words
  // Which rule a known vote went by is in the data; why one is unknown a reader must see.
  const noted = votes.filter(({ vote, note }) => vote === 'unknown' && note !== '')
  return [
    heading('Regimes', width),
    ...wrap([span('  '), span(sentence, 'bold')], width, 2),
    ...regimes.flatMap((regime) => regimeLine(regime, width)),
    BLANK,
    [span(`  ${table.caption}`, 'bold')],
    ...tableLines(table, width),
    ...unknown.flatMap(({ label, note }) =>
      wrap([span('  ? ', 'warn'), span(`${label}: `), span(note ?? '', 'dim')], width, 4),
    ),
    ...noted.flatMap(({ input, note }) =>
      wrap([span(`  ? ${input}: `, 'warn'), span(note, 'dim')], width, 4),
    ),
    BLANK,
  ]
}

/** One that fires shows all its tests, one that does not the first that fails. */
function regimeLine({ label, fires, tone, tests }: RegimeWords, width: number): Line[] {
  if (fires === 'unknown') {
    const missing = tests.filter(({ mark }) => mark === '?').length
    const text = `, ${missing} of ${counted(tests.length, 'input')} not at hand`
    return wrap([span(`  ${label}: `), span(fires, TONES[tone]), span(text, 'dim')], width, 4)
  }
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
