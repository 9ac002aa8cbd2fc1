/** The bridge as a terminal page. Words come from `view/`; this only sets them. */
import { type BridgeWords, DICTIONARY_COLUMNS, type DictionaryWords } from '../../view/bridge.ts'
import { headlineLines } from './headline-lines.ts'
import { BLANK, type Line, heading, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'

/** @param width columns to fill, 60 to 100. */
export function bridgePage(words: BridgeWords, width: number): Line[] {
  return [
    ...headlineLines(words.headline, width),
    BLANK,
    ...wrap([span(`▌ ${words.title}. `, 'accent'), span(words.sentence, 'bold')], width, 2),
    BLANK,
    ...condorLines(words, width),
    ...poolLines(words, width),
    ...dictionaryLines(words.dictionary, width),
    ...disanalogyLines(words, width),
    ...wrap([span(`Rules: ${words.rules}. ${words.disclaimer}`, 'dim')], width),
  ]
}

function condorLines({ condor }: BridgeWords, width: number): Line[] {
  if (condor === null) return []
  return [
    heading(condor.stance, width),
    ...wrap([span('  '), span(condor.name, 'bold')], width),
    ...wrap([span('  '), span(condor.expiry, 'dim')], width, 2),
    BLANK,
  ]
}

function poolLines({ pools, profile }: BridgeWords, width: number): Line[] {
  if (pools === null && profile.length === 0) return []
  return [
    heading('As a pool', width),
    ...(pools === null ? [] : [...tableLines(pools, width), BLANK]),
    ...profile.flatMap((text) => wrap([span('  · ', 'dim'), span(text)], width, 4)),
    BLANK,
  ]
}

/** Five columns do not fit 80: each line of the dictionary is two lines, the pool's above the condor's. */
function dictionaryLines(dictionary: readonly DictionaryWords[], width: number): Line[] {
  if (dictionary.length === 0) return []
  const [, fullRange, sameCapital] = DICTIONARY_COLUMNS
  const termWidth = Math.max(...dictionary.flatMap(({ pool, condor }) => [pool.length, condor.length])) + 2
  const valueWidth = Math.max(...dictionary.flatMap((row) => [row.fullRange.length, row.value.length])) + 2
  const term = (text: string) => span(`  ${text.padEnd(termWidth)}`, 'dim')
  return [
    heading(`Dictionary: ${fullRange.toLowerCase()}, ${sameCapital.toLowerCase()}; condor below`, width),
    ...dictionary.flatMap((row) => [
      ...wrap([term(row.pool), span(row.fullRange.padEnd(valueWidth)), span(row.sameCapital)], width, 4),
      ...wrap(
        [term(row.condor), span(row.value.padEnd(valueWidth), 'bold'), span(row.note ?? '', 'dim')],
        width,
        2 + termWidth,
      ),
      BLANK,
    ]),
  ]
}

function disanalogyLines({ disanalogies }: BridgeWords, width: number): Line[] {
  if (disanalogies.length === 0) return []
  return [
    heading('Where the two part', width),
    ...disanalogies.flatMap(({ title, text }) =>
      wrap([span('  · ', 'dim'), span(`${title}. `, 'bold'), span(text)], width, 4),
    ),
    BLANK,
  ]
}
