import type { ClaimResult, ClaimResults } from '../src/engine/evidence/claim-results.ts'
import {
  amendmentWords,
  claimsCount,
  dateOfData,
  foundWords,
  intervalWords,
  registrationWords,
} from '../src/face/view/claims.ts'

/** studies/README.md, from the results and nothing else. */
export function readmeOf({ claims, slice }: ClaimResults): string {
  const date = dateOfData(claims)
  const slices = slice === null ? '' : `${slice.from} to ${slice.to}`
  return `# Studies

Each claim of the method as an executable study. This page is written by \`npm run studies\`; do not edit it.

Data to ${date ?? 'no date'}: ${claimsCount(claims)}.

| claim | what is claimed | verdict | found | interval | rung | trials |
| --- | --- | --- | --- | --- | --- | --- |
${claims.map(tableRow).join('\n')}

## What is registered, and since when

${registrationWords(claims)}

The registrations were committed with the code of the studies, the first results after them, and a test holds the words of
every registration to that commit but for what is listed as changed. The record does not show that nothing was run before it.

${claims.map(section).join('\n\n')}

## Running

    npm run studies            # all of them; H1 takes a quarter of an hour of one core
    npm run studies H6 H8      # some
    kondor claims              # the table; --html FILE for the page with every figure

The verdict follows from the interval by \`decideClaim\` alone. Published VIX, VX settlements, the federal
funds rate and the calendar of events are read from KONDOR_REAL_DATA (default \`../shared/data\`) where they are at
hand; without them VIX and the VX curve are modelled, cash earns nothing, and what needs the real ones is untestable.
The same data gives the same bytes.

A test runs a slice again (${slices}, on a fresh install's own data) and holds the registrations and rule sets of these
results to the code.
`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

const tableRow = (claim: ClaimResult): string =>
  `| ${[
    claim.id,
    claim.claim,
    `**${claim.verdict.status}**`,
    foundWords(claim),
    intervalWords(claim),
    claim.verdict.status === 'untestable' ? '' : claim.verdict.rung,
    String(claim.verdict.trials),
  ]
    .map(cell)
    .join(' | ')} |`

function section(claim: ClaimResult): string {
  const { id, title, source, metric, verdict, data, registrationHash, beside, resultsKnown, amendments } =
    claim
  const lines = [
    ...(resultsKnown === null ? [] : [`Results known when registered: ${resultsKnown}`]),
    ...amendments.map((one) => `Changed since the results, ${one.of}; ${amendmentWords(one)}`),
  ]
  return `## ${id}: ${title}

${[`${verdict.status}: ${verdict.because}.`, ...beside].join(' ')}

- Source: ${source}
- Metric: ${metric}
- Data: ${data.to === null ? 'none' : `${data.from} to ${data.to}; ${data.sources.join('; ')}`}
- Would change it: ${verdict.wouldChange}
${lines.map((line) => `- ${line}\n`).join('')}- Registered as \`${registrationHash.slice(0, 16)}\`; again with \`npm run studies ${id}\``
}
