/** What a person types about a trade: legs, fees, times. */
import type { Command } from 'commander'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { centsRoundedUp } from '../../book/money.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import type { BookState } from '../../engine/journal/book-state.ts'
import { checkEvent } from '../../engine/journal/check-event.ts'
import { canonicalInstrument, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { Execution } from '../../engine/journal/plan-trade.ts'
import { systemClock } from '../../shell/clock/system-clock.ts'
import { parseInstant } from '../../shell/journal/parse-instant.ts'

export interface TradeOptions {
  readonly leg: readonly string[]
  readonly fees?: string
  readonly at?: string
  readonly id?: string
  readonly multiplier?: string
  readonly note?: string
  readonly json?: boolean
}

export function addTradeOptions(command: Command): Command {
  const collect = (leg: string, legs: readonly string[]): readonly string[] => [...legs, leg]
  return command
    .option('--leg <leg>', 'an execution: "-10 SPXW  240216P04500000 @ 3.20"; repeat it', collect, [])
    .option('--fees <dollars>', 'commissions and fees of all these legs together', '0')
    .option('--at <when>', 'New York time, 2024-01-05T15:45, or with an offset; without it now')
    .option('--id <id>', 'what to call these fills (ID:1, ID:2, ...): typed twice, they are recorded once')
    .option('--multiplier <dollars>', 'dollars per point of legs that are no options: 1000 for VX')
    .option('--json', 'print what was recorded as JSON')
}

/** Where the trade itself changes: a fill alone has no field for a note, and an option that is dropped would mislead. */
export const addNoteOption = (command: Command): Command =>
  command.option('--note <text>', 'why, in your words')

const wrong = <T>(field: string, was: string, wanted: string): Result<T> =>
  refused(refuse('command.bad-input', { field, was, wanted, source: 'command line' }))

export function instantOf(options: Pick<TradeOptions, 'at'>): Result<EpochMs> {
  if (options.at === undefined) return accepted(systemClock.now())
  const instant = parseInstant(options.at)
  return instant === null ? wrong('--at', options.at, 'YYYY-MM-DDTHH:MM in New York') : accepted(instant)
}

const LEG = /^([+-]?\d{1,7})\s+(\S.*?)\s*@\s*(\d{1,7}(?:\.\d{1,9})?)$/
const DECIMAL = /^-?\d{1,7}(?:\.\d{1,6})?$/

/** The executions that the options describe. Without `--id` they are numbered on from the trade's last. */
export function executionsOf(
  trade: string,
  book: BookState,
  options: TradeOptions,
  at: EpochMs,
): Result<readonly Execution[]> {
  const fees = options.fees ?? '0'
  if (!DECIMAL.test(fees)) return wrong('--fees', fees, 'dollars such as 13.00')
  const legs: { readonly quantity: number; readonly instrument: string; readonly price_points: number }[] = []
  for (const text of options.leg) {
    const found = LEG.exec(text.trim())
    if (found === null)
      return wrong('--leg', text, '"-10 SPXW  240216P04500000 @ 3.20": contracts, symbol, price')
    const instrument = canonicalInstrument(found[2] ?? '')
    legs.push({ quantity: Number(found[1]), instrument, price_points: Number(found[3]) })
  }
  const cents = splitFees(
    centsRoundedUp(Number(fees)),
    legs.map(({ quantity }) => Math.abs(quantity)),
  )
  const executions: Execution[] = []
  const first = options.id === undefined ? firstFree(trade, book) : 1
  for (const [index, leg] of legs.entries()) {
    const multiplier = multiplierOf(leg.instrument, options.multiplier)
    if (!multiplier.ok) return multiplier
    const id = `${options.id ?? trade}:${first + index}`
    const fill = {
      kind: 'fill-recorded',
      id,
      filledAt_ms: at,
      ...leg,
      multiplier: multiplier.value,
      fees_cents: cents[index] ?? 0,
    } as const
    const checked = checkEvent({ ...fill, trade }, `leg ${index + 1}`)
    if (!checked.ok) return checked
    executions.push(fill)
  }
  return accepted(executions)
}

/** Behind every fill named so, also those that a roll gave to the parent. */
function firstFree(trade: string, book: BookState): number {
  const numbers = [...book.fills.keys()]
    .filter((id) => id.startsWith(`${trade}:`))
    .map((id) => Number(id.slice(trade.length + 1)))
  return 1 + Math.max(0, ...numbers.filter((n) => Number.isSafeInteger(n)))
}

function multiplierOf(instrument: string, given: string | undefined): Result<number> {
  if (parseOccSymbol(instrument) !== null) return accepted(INDEX_OPTION_MULTIPLIER)
  if (given !== undefined && DECIMAL.test(given)) return accepted(Number(given))
  return wrong('--multiplier', given ?? instrument, 'dollars per point, because a leg is no OCC symbol')
}

/** By contracts, as a running difference, so that the parts add up to the whole. */
function splitFees(total: number, contracts: readonly number[]): readonly number[] {
  const all = contracts.reduce((sum, n) => sum + n, 0)
  let before = 0
  let done = 0
  return contracts.map((n) => {
    done += n
    const upTo = all === 0 ? 0 : Math.round((total * done) / all)
    const part = upTo - before
    before = upTo
    return part
  })
}
