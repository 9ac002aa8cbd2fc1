/** The verdicts on the method's claims in words, once for the terminal, the page and studies/README.md. */
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import type { Amendment, ClaimResult, StudyTable } from '../../engine/evidence/claim-results.ts'
import { counted, grouped, percent, significant, significantDollars } from './numbers.ts'
import { type Row, type Table, type Tone, row } from './words.ts'

const TONES: Readonly<Record<ClaimResult['verdict']['status'], Tone>> = {
  supported: 'good',
  refuted: 'bad',
  unresolved: 'warn',
  untestable: 'quiet',
}

/** A number in the unit of its finding. */
export function inUnit(value: number, unit: string): string {
  if (unit === 'fraction') return percent(value)
  return unit === 'dollars' ? significantDollars(value) : `${significant(value)} ${unit}`
}

const between = ({ low, high }: Interval, unit: string): string =>
  `${unit === 'fraction' || unit === 'dollars' ? inUnit(low, unit) : significant(low)} to ${inUnit(high, unit)}`

export const foundWords = ({ primary }: ClaimResult): string =>
  primary === null || primary.value === null ? '' : inUnit(primary.value, primary.unit)

export const intervalWords = ({ primary }: ClaimResult): string =>
  primary === null || primary.interval === null ? '' : between(primary.interval, primary.unit)

/** One row a claim; what it is about comes last, where a narrow page may leave it out. */
export const claimsTable = (claims: readonly ClaimResult[]): Table => ({
  caption: 'Claims of the method and what became of them',
  columns: ['Claim', 'Verdict', 'Found', 'Interval', 'Rung', 'Trials', 'About'].map((title, i) => ({
    title,
    numeric: i === 2 || i === 3 || i === 5,
  })),
  rows: claims.map((one) => [
    one.id,
    one.verdict.status,
    foundWords(one),
    intervalWords(one),
    one.verdict.status === 'untestable' ? '' : one.verdict.rung,
    String(one.verdict.trials),
    one.title,
  ]),
  note: null,
})

/** Everything said of one claim but its tables. */
export function claimRows(claim: ClaimResult): readonly Row[] {
  const { verdict, primary, data, source, metric } = claim
  const found =
    primary === null
      ? []
      : [
          row('Found', foundWords(claim), `${primary.of}; ${counted(primary.observations, 'observation')}`),
          row(
            'Interval',
            intervalWords(claim),
            primary.interval === null
              ? 'none'
              : `${percent(primary.interval.level)}, ${primary.interval.method}`,
          ),
          ...(primary.minimumDetectable === null
            ? []
            : [
                row(
                  'Detectable',
                  inUnit(primary.minimumDetectable, primary.unit),
                  'smallest true difference that would be found with 80 % power at 5 %',
                ),
              ]),
        ]
  return [
    row('Verdict', verdict.status, verdict.because, TONES[verdict.status]),
    ...claim.beside.map((says) => row('Beside it', '', says)),
    row('Source', '', source),
    row('Metric', '', metric),
    ...(claim.resultsKnown === null
      ? []
      : [row('Results known', 'when registered', claim.resultsKnown, 'warn')]),
    ...claim.amendments.map((one) => row('Changed since', one.of, amendmentWords(one))),
    ...found,
    row(
      'Rung',
      verdict.rung,
      data.to === null ? 'no data' : `${data.from} to ${data.to}; ${data.sources.join('; ')}`,
    ),
    row('Trials', grouped(verdict.trials, 0), 'rule sets and data looked at under this claim'),
    row('Would change', '', verdict.wouldChange),
    row('Again', '', `${claim.command}; seed ${claim.seed}`),
    row(
      'Hashes',
      '',
      `registered ${short(claim.registrationHash)}, rules ${claim.rulesHash === null ? 'none' : short(claim.rulesHash)}, data ${data.dataHash === '' ? 'none' : short(data.dataHash)}`,
    ),
  ]
}

/** What stood there and why it was changed. */
export const amendmentWords = ({ was, why }: Amendment): string => `was: ${was} ${why}`

/** What is registered, what was not so from the start, and what nobody can tell from the results. */
export function registrationWords(claims: readonly ClaimResult[]): string {
  const named = (those: readonly ClaimResult[]): string => those.map(({ id }) => id).join(', ')
  const known = claims.filter(({ resultsKnown }) => resultsKnown !== null)
  const amended = claims.filter(({ amendments }) => amendments.length > 0)
  return [
    'Metric, thresholds, rule sets and seed of a claim are its registration, hashed into its result; the verdict follows from the interval alone.',
    ...(known.length === 0
      ? []
      : [`Registered when results were known, which each of them says: ${named(known)}.`]),
    ...(amended.length === 0
      ? []
      : [`Words changed since the results, metric and thresholds not: ${named(amended)}.`]),
    'Of the others no result is known to have been seen before; that none was, a hash cannot show.',
  ].join(' ')
}

const short = (hash: string): string => hash.slice(0, 12)

/** A study's table as text. Shares stay decimals: columns mix units. */
export function studyTable({ caption, columns, rows, note }: StudyTable): Table {
  const numeric = (k: number): boolean => rows.some((cells) => typeof cells[k] === 'number')
  return {
    caption,
    columns: columns.map((title, k) => ({ title, numeric: numeric(k) })),
    rows: rows.map((cells) => cells.map(cellText)),
    note,
  }
}

function cellText(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (Number.isInteger(value)) return grouped(value, 0)
  return Math.abs(value) < 1e-6 ? '0' : Math.abs(value) >= 100 ? grouped(value, 0) : significant(value)
}

/** `1 supported, 3 refuted, ...`. */
export function claimsCount(claims: readonly ClaimResult[]): string {
  const statuses = ['supported', 'refuted', 'unresolved', 'untestable'] as const
  return statuses
    .map((status) => [claims.filter(({ verdict }) => verdict.status === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`)
    .join(', ')
}

/** The date of the data, the newest of the claims'; null where none had any. */
export function dateOfData(claims: readonly ClaimResult[]): string | null {
  const dates = claims.flatMap(({ data }) => data.to ?? []).sort()
  return dates.at(-1) ?? null
}
