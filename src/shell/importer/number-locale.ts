import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { NumberLocale } from '../../market/quote/decoder.ts'

/** Languages whose spreadsheets write a decimal comma and separate fields by semicolons. */
const COMMA_LANGUAGES = new Set([
  'bg',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'es',
  'et',
  'fi',
  'fr',
  'hr',
  'hu',
  'id',
  'is',
  'it',
  'lt',
  'lv',
  'nb',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'tr',
  'uk',
])
const POINT_LANGUAGES = new Set(['en', 'ga', 'he', 'hi', 'ja', 'ko', 'th', 'zh'])

export const DEFAULT_LOCALE: NumberLocale = { decimal: '.', delimiter: ',' }

/** `de`, `de-AT`, `en_US` to how files of that language write numbers. Swiss and Liechtenstein files use the point. */
export function numberLocale(name: string): Result<NumberLocale> {
  const [language = '', region = ''] = name.toLowerCase().split(/[-_]/)
  if (POINT_LANGUAGES.has(language)) return accepted(DEFAULT_LOCALE)
  if (COMMA_LANGUAGES.has(language)) {
    const swiss = region === 'ch' || region === 'li'
    return accepted({ decimal: swiss ? '.' : ',', delimiter: ';' })
  }
  return refused(
    refuse('command.unknown', {
      field: '--locale',
      was: name,
      wanted: 'a language such as en, de, fr, it',
      source: 'command line',
    }),
  )
}
