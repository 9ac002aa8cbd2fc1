/** Writes docs/reference/refusals.md from the registry of refusal codes: `node scripts/run.cjs docs`. */
import fs from 'node:fs'
import path from 'node:path'
import { REFUSAL_CODES, type RefusalCodeEntry } from '../src/base/vocabulary/refusal-codes.ts'

/** The page, as Markdown. A test keeps the committed page equal to it. */
export function refusalReference(codes: Readonly<Record<string, RefusalCodeEntry>>): string {
  const rows = Object.entries(codes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, entry]) => `| \`${code}\` | ${entry.means} | ${entry.fix} |`)
  return [
    '# Refusal codes',
    '',
    'Generated from `src/base/vocabulary/refusal-codes.ts` by `npm run docs`; do not edit.',
    '',
    'A refusal says which file, row and field, what was found, what was wanted and what to do. Nothing is repaired',
    'silently: a refused value is left out and counted, and every report shows the counts by code.',
    '',
    '| code | what it means | what to do |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) {
  const page = path.resolve(import.meta.dirname, '..', 'docs', 'reference', 'refusals.md')
  fs.writeFileSync(page, refusalReference(REFUSAL_CODES))
}
