/** `kondor claims --html`: every claim with its verdict, its interval beside the registered thresholds, and its tables. */
import type { ClaimResult, ClaimResults } from '../../engine/evidence/claim-results.ts'
import {
  claimRows,
  claimsCount,
  claimsTable,
  dateOfData,
  registrationWords,
  studyTable,
} from '../view/claims.ts'
import { longDate } from '../view/dates.ts'
import { claimChart } from './claim-chart.ts'
import { chart, rowList, tableOf } from './parts.ts'
import { reportPage } from './page.ts'
import { type Markup, element, group } from './svg/markup.ts'

export function claimsReport({ claims }: ClaimResults, disclaimer: string): string {
  const date = dateOfData(claims)
  const main = element(
    'main',
    {},
    element(
      'header',
      {},
      element('h1', {}, element('span', {}, 'Data to '), date === null ? 'no date' : longDate(date)),
      element('p', { class: 'lead' }, `The method’s claims: ${claimsCount(claims)}.`),
      element('p', { class: 'quiet' }, registrationWords(claims)),
    ),
    element('section', { class: 'card' }, tableOf(claimsTable(claims))),
    ...claims.map(claimPart),
    element('p', { class: 'quiet small' }, disclaimer),
  )
  return reportPage('Kondor: the method’s claims', main)
}

function claimPart(claim: ClaimResult): Markup {
  const { id, title, claim: says, primary, design, tables, notes } = claim
  const drawn = claimChart(claim, 900) !== null
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, `${id}: ${title}`),
    element('p', { class: 'caveat' }, says),
    drawn
      ? chart(
          `${primary?.of ?? ''}; dashed: registered thresholds`,
          [],
          (width) => claimChart(claim, width) ?? group(),
        )
      : null,
    rowList(claimRows(claim)),
    element('h3', {}, 'How it was measured'),
    element('ul', {}, ...design.map((sentence) => element('li', {}, sentence))),
    ...tables.map((one) => tableOf(studyTable(one))),
    ...notes.map((note) => element('p', { class: 'quiet small' }, note)),
  )
}
