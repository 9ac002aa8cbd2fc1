/** The P&L of a position since entry, line by line: it adds up. */
import type { PositionDecision } from '../../policy/position/position-decision.ts'
import { dollars } from './numbers.ts'
import { type Step, waterfall } from './position-bars.ts'
import { type Row, type Tone, row } from './words.ts'

export interface LedgerWords {
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
    return { rows: [], steps: [], zero: 0, note: `No ledger since entry: ${why}` }
  }
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
      note: 'the fill against the model; fees stand in the chain',
    },
  ]
  const { steps, zero } = waterfall(lines)
  const total = ledger.total_dollars
  return {
    rows: [
      ...lines.map(({ label, value, note }) => row(label, signedWhole(value), note, toneOf(value))),
      row('Total', signedWhole(total), 'marked at mid', toneOf(total)),
    ],
    steps,
    zero,
    note: [ledger.convention, entryNote].filter((text) => text !== '').join('; '),
  }
}

/** Whole dollars: a ledger through volatilities is not known to the cent. */
function signedWhole(value: number): string {
  const whole = Math.round(value)
  return whole > 0 ? `+${dollars(whole)}` : dollars(whole)
}

const toneOf = (value: number): Tone => (Math.round(value) === 0 ? 'quiet' : value > 0 ? 'good' : 'bad')
