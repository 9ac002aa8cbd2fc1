import type { IndicatorBoard, ParityRow } from '../../../policy/indicator-board/board.ts'
import type { DislocationKind } from '../../../policy/indicator/parity-dislocation.ts'
import { weekdayDate } from '../dates.ts'
import { UNKNOWN } from '../figure.ts'
import { counted, percent, signed, strike } from '../numbers.ts'
import type { Table } from '../words.ts'
import { type IndicatorSection, importsOf, section } from './section.ts'

/** Implied rates and what boxes lend and borrow at, by expiry; conversions and reversals where a forward is quoted. */
export function paritySection({ parity }: IndicatorBoard): IndicatorSection {
  const { referenceSource, open, unknown, needs, convention, rows } = parity
  const against =
    open === null
      ? `No reference rate: ${referenceSource}.`
      : `Against ${referenceSource}, ${rangeOf(rows)} a year: ${openWords(open)}.`
  return section('parity', 'Put-call parity', {
    tables: rows.length === 0 ? [] : [table(inOrder(rows), convention)],
    notes: [against, ...unknown.map((each) => `Unknown: ${each}.`)],
    imports: importsOf([needs]),
  })
}

/** References to the expiries, from the lowest to the highest. */
function rangeOf(rows: readonly ParityRow[]): string {
  const rates = rows.flatMap(({ reference_per_year: rate }) => (rate === null ? [] : [rate]))
  const [low, high] = [percent(Math.min(...rates)), percent(Math.max(...rates))]
  return low === high ? low : `${low} to ${high}`
}

const openWords = (open: number): string =>
  open === 0
    ? 'nothing gains after costs'
    : `${counted(open, 'dislocation gains', 'dislocations gain')} after costs`

const table = (rows: readonly ParityRow[], convention: string): Table => ({
  caption: 'Implied rates and boxes by expiry',
  columns: [
    { title: 'Expiry', numeric: false },
    { title: 'Root', numeric: false },
    { title: 'Implied rate', numeric: true },
    { title: 'Box lends', numeric: true },
    { title: 'Box borrows', numeric: true },
    { title: 'Best gain', numeric: true },
    { title: 'By', numeric: false },
  ],
  rows: rows.map((row) => [
    weekdayDate(row.expiration),
    row.root,
    percent(row.impliedRate_per_year),
    boxRate(row, 'box-lend'),
    boxRate(row, 'box-borrow'),
    ...bestGain(row),
  ]),
  note: `Rates a year. Gain in points of one unit over the reference, present value; below zero there is none. ${convention}.`,
})

/** The best gain first where gains are known, else by expiry as they come. */
function inOrder(rows: readonly ParityRow[]): readonly ParityRow[] {
  const gain = (row: ParityRow): number => bestOf(row)?.gain_points ?? -Infinity
  return rows.some((row) => bestOf(row) !== null) ? rows.toSorted((a, b) => gain(b) - gain(a)) : rows
}

function boxRate({ kinds }: ParityRow, kind: DislocationKind): string {
  const rate = kinds.find((each) => each.kind === kind)?.rate_per_year ?? null
  return rate === null ? UNKNOWN : percent(rate)
}

const KIND_WORDS: Readonly<Record<DislocationKind, string>> = {
  'box-lend': 'lending box',
  'box-borrow': 'borrowing box',
  conversion: 'conversion',
  reversal: 'reversal',
}

type Kind = ParityRow['kinds'][number]

function bestOf({ kinds }: ParityRow): (Kind & { readonly gain_points: number }) | null {
  let best: (Kind & { readonly gain_points: number }) | null = null
  for (const kind of kinds) {
    const { gain_points } = kind
    if (gain_points !== null && (best === null || gain_points > best.gain_points))
      best = { ...kind, gain_points }
  }
  return best
}

function bestGain(row: ParityRow): readonly [gain: string, by: string] {
  const best = bestOf(row)
  if (best === null) return [UNKNOWN, '']
  const { kind, lowStrike_points: low, highStrike_points: high } = best
  const strikes = low === high ? strike(low) : `${strike(low)}/${strike(high)}`
  return [signed(best.gain_points, 2), `${KIND_WORDS[kind]} ${strikes}`]
}
