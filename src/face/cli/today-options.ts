/** The options that `today`, `serve` and `start` share, and what they mean. */
import type { Command } from 'commander'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { TodayRequest } from '../../shell/world/today-source.ts'
import { parseAsOf } from '../../shell/world/as-of.ts'

export interface TodayOptions {
  readonly chain?: string
  readonly rules: string
  readonly asOf?: string
  readonly rate?: string
  readonly locale?: string
  readonly allowPartial?: boolean
}

const DEFAULT_RULES = 'lvr-budget'

export function addTodayOptions(command: Command): Command {
  return command
    .option('--chain <file>', 'an option chain; without it the newest stored chain, else the embedded index')
    .option('--rules <name|file>', 'the rule set to decide by: a preset or a rules file', DEFAULT_RULES)
    .option('--as-of <when>', 'a date, or a date and New York time: 2024-01-05, 2024-01-05T15:45')
    .option('--rate <rate>', "interest rate a year instead of the chain's own: 5.35% or 0.0535")
    .option('--locale <tag>', 'how the file writes numbers: de reads 1.234,5 and semicolons')
    .option('--allow-partial', 'use the good rows of a file some rows of which are refused')
}

/** The request that the options ask for, or the refusal of the option that cannot be read. */
export function todayRequest(options: TodayOptions): Result<TodayRequest> {
  const rate = options.rate === undefined ? accepted(null) : parseRate(options.rate)
  if (!rate.ok) return rate
  const asOf = options.asOf === undefined ? accepted(null) : parseAsOf(options.asOf)
  if (!asOf.ok) return asOf
  return accepted({
    chainFile: options.chain ?? null,
    asOf: asOf.value,
    rate: rate.value,
    locale: options.locale ?? null,
    allowPartial: options.allowPartial ?? false,
    rules: options.rules,
  })
}

const RATE_MAX = 0.5

/** `5.35%` or `0.0535`; a bare `5.35` is refused, because it may mean either. */
export function parseRate(text: string): Result<number> {
  const found = /^\s*([+-]?\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text)
  const value = found === null ? Number.NaN : Number(found[1]) / (found[2] === '%' ? 100 : 1)
  if (Number.isFinite(value) && Math.abs(value) <= RATE_MAX) return accepted(value)
  return refused(
    refuse('command.bad-input', {
      field: '--rate',
      was: text,
      wanted: 'a rate a year such as 5.35% or 0.0535, at most 50%',
      source: 'command line',
    }),
  )
}
