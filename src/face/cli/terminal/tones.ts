import type { Tone } from '../../view/words.ts'
import type { Style } from './paint.ts'

export const TONES: Readonly<Record<Tone, Style>> = {
  plain: 'plain',
  good: 'good',
  bad: 'bad',
  warn: 'warn',
  quiet: 'dim',
}
