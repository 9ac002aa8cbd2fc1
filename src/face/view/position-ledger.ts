/** The P&L of a position since entry, and since the snapshot before, line by line: it adds up. */
import type { PositionDecision, PositionLedger } from '../../policy/position/position-decision.ts'
import { newYorkInstant } from './dates.ts'
import { dollars } from './numbers.ts'
import { type Step, waterfall } from './position-bars.ts'
import { type Row, type Tone, row } from './words.ts'

export interface LedgerWords {
  /** `Since entry`, `Since Thursday 4 January 2024, 16:15 New York`. */
  readonly title: string
  readonly rows: readonly Row[]
  /** The lines as a waterfall, in the order of the rows; without the total. Empty where the ledger is unknown. */
  readonly steps: readonly Step[]
  readonly zero: number
  /** The convention, or why there is no ledger. */
  readonly note: string
}

export function ledgerWords({ ledger, entryNote }: PositionDecision): LedgerWords {
  if (ledger === null) {
    const why = entryNote === '' ? 'the state at entry is unknown' : entryNote
    return { title: ENTRY, rows: [], steps: [], zero: 0, note: `No ledger since entry: ${why}` }
  }
  return linesOf(ENTRY, ledger, entryNote, 'the fill against the model; fees stand in the chain')
}

const ENTRY = 'Since entry'

export function previousWords({ sincePrevious, previousNote }: PositionDecision): LedgerWords {
  if (sincePrevious === null) {
    const title = 'Since the snapshot before'
    return { title, rows: [], steps: [], zero: 0, note: `Unknown: ${previousNote}` }
  }
  const title = `Since ${newYorkInstant(sincePrevious.quotedAt)}`
  return linesOf(title, sincePrevious.ledger, previousNote, 'nothing was traded')
}

function linesOf(title: string, ledger: PositionLedger, about: string, costs: string): LedgerWords {
  const lines = [
    { label: 'Time', value: ledger.time_dollars, note: 'rent earned' },
    { label: 'Delta', value: ledger.delta_dollars, note: 'moves of the index, first order' },
    { label: 'Convexity (LVR)', value: ledger.lvr_dollars, note: 'what moves cost beyond delta' },
    { label: 'Volatility', value: ledger.volatility_dollars, note: null },
    { label: 'Rates', value: ledger.rates_dollars, note: null },
    { label: 'Mark', value: ledger.mark_dollars, note: "mid less the model's value" },
    {
      label: 'Costs',
      value: ledger.costs_dollars,
      note: costs,
    },
  ]
  const { steps, zero } = waterfall(lines)
  const total = ledger.total_dollars
  return {
    title,
    rows: [
      ...lines.map(({ label, value, note }) => row(label, signedWhole(value), note, toneOf(value))),
      row('Total', signedWhole(total), 'marked at mid', toneOf(total)),
    ],
    steps,
    zero,
    note: [ledger.convention, about].filter((text) => text !== '').join('; '),
  }
}

/** Whole dollars: a ledger through volatilities is not known to the cent. */
function signedWhole(value: number): string {
  const whole = Math.round(value)
  return whole > 0 ? `+${dollars(whole)}` : dollars(whole)
}

const toneOf = (value: number): Tone => (Math.round(value) === 0 ? 'quiet' : value > 0 ? 'good' : 'bad')
