/** Where the data came from and what of it was refused. */
import { REFUSAL_CODES } from '../../base/vocabulary/refusal-codes.ts'
import type { Decision } from '../../policy/decision.ts'
import { formatName } from './headline.ts'
import { counted, grouped } from './numbers.ts'
import { type Row, row } from './words.ts'

export interface DataWords {
  /** `20,938 quotes read, 20,936 accepted, 2 refused.` */
  readonly line: string
  readonly refusals: readonly Row[]
  readonly provenance: readonly Row[]
}

export function dataWords(decision: Decision): DataWords {
  const { quotesRead, quotesAccepted, refusedByCode, source, format, contentHash, quotedAtNote } =
    decision.data
  const codes = Object.entries(refusedByCode)
    .filter(([, count]) => count > 0)
    .toSorted(([codeA, countA], [codeB, countB]) => countB - countA || (codeA < codeB ? -1 : 1))
  const refused = codes.reduce((total, [, count]) => total + count, 0)
  const means: Readonly<Record<string, { readonly means: string } | undefined>> = REFUSAL_CODES
  return {
    line: `${counted(quotesRead, 'quote')} read, ${grouped(quotesAccepted, 0)} accepted, ${grouped(refused, 0)} refused.`,
    refusals: codes.map(([code, count]) => row(code, grouped(count, 0), means[code]?.means ?? null)),
    provenance: [
      row('Source', source === '' ? formatName(format) : source, formatName(format)),
      row('Quoted at', quotedAtNote),
      row('Content', contentHash === '' ? 'none' : contentHash.slice(0, 16), 'SHA-256, first 16 digits'),
      row('Rules', decision.rules.name, `hash ${decision.rules.hash.slice(0, 16)}`),
    ],
  }
}
