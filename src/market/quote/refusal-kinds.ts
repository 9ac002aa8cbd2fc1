import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'

/**
 * Refusals that say what the market was like, not that the file is broken. They leave a quote out and are counted, and
 * never keep the rest of the file from being imported. Every other code means a damaged or misread file.
 */
const MARKET_QUALITY: ReadonlySet<string> = new Set<RefusalCode>([
  'option.expired',
  'quote.absurd-width',
  'quote.crossed',
  'quote.future',
  'quote.no-ask',
  'quote.not-listed-class',
  'quote.off-tick',
  'quote.out-of-line',
  'quote.stale',
])

/** Does a refusal of the code mean that the file is damaged, so that by default none of it is imported? */
export function meansDamage(code: string): boolean {
  return !MARKET_QUALITY.has(code)
}
