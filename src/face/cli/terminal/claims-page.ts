import type { ClaimResults } from '../../../engine/evidence/claim-results.ts'
import { claimRows, claimsCount, claimsTable, dateOfData } from '../../view/claims.ts'
import { longDate } from '../../view/dates.ts'
import { BLANK, type Line, heading, rowLines, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'

/** The table, then every claim with what it rests on. */
export function claimsPage({ claims }: ClaimResults, width: number): Line[] {
  const date = dateOfData(claims)
  const lines: Line[] = [
    heading(`Claims, data to ${date === null ? 'no date' : longDate(date)}`, width),
    ...wrap([span(`  ${claimsCount(claims)}.`)], width, 2),
    BLANK,
    ...tableLines(claimsTable(claims), width),
  ]
  for (const claim of claims) {
    lines.push(BLANK, heading(`${claim.id}: ${claim.title}`, width))
    lines.push(...wrap([span(`  ${claim.claim}`)], width, 2))
    lines.push(...rowLines(claimRows(claim), width))
  }
  return lines
}
