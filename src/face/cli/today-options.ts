/** The options that `today`, `serve` and `start` share, and what they mean. */
import { type Command, InvalidArgumentError } from 'commander'
import { refusalLine, refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { AskedShock, TodayRequest } from '../../shell/world/today-source.ts'
import { parseAsOf } from '../../shell/world/as-of.ts'

/** What data to read, and by which rules. */
export interface SourceOptions {
  readonly chain?: string
  readonly rules: string
  readonly asOf?: string
  readonly rate?: string
  readonly locale?: string
  readonly allowPartial?: boolean
}

export interface TodayOptions extends SourceOptions {
  readonly shock?: readonly AskedShock[]
  readonly book?: boolean
  /** Not an option of its own: who shows more than the book goes on without one that cannot be read. */
  readonly bookIfReadable?: boolean
}

const DEFAULT_RULES = 'lvr-budget'

export function addSourceOptions(command: Command): Command {
  return command
    .option('--chain <file>', 'an option chain; without it the newest stored chain, else the embedded index')
    .option('--rules <name|file>', 'the rule set to decide by: a preset or a rules file', DEFAULT_RULES)
    .option('--as-of <when>', 'a date, or a date and New York time: 2024-01-05, 2024-01-05T15:45')
    .option('--rate <rate>', "interest rate a year instead of the chain's own: 5.35% or 0.0535")
    .option('--locale <tag>', 'how the file writes numbers: de reads 1.234,5 and semicolons')
    .option('--allow-partial', 'use the good rows of a file some rows of which are refused')
}

export function addTodayOptions(command: Command): Command {
  return addSourceOptions(command)
    .option('--no-book', 'decide as if nothing were held')
    .option(
      '--shock <move>',
      'ask what if: spot=-3%, vol=+5, both as spot=-3%,vol=+5, or for one trade ID:spot=-3%; repeat it',
      collectShock,
    )
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
    withoutBook: options.book === false,
    bookIfReadable: options.bookIfReadable === true,
    shocks: options.shock ?? [],
  })
}

const SHOCK = /^(?:(.+):)?((?:spot|vol)=[^:]*)$/
const SPOT_SHOCK_MAX = 0.9
const VOL_SHOCK_MAX_POINTS = 200

/** `spot=-3%,vol=+5`, before it a trade and a colon. Volatilities move by points. */
export function parseShock(text: string): Result<AskedShock> {
  const wanted = `spot=-3% or vol=+5 (points) or both with a comma, before them a trade and a colon; spot by at most ${SPOT_SHOCK_MAX * 100}%, vol by at most ${VOL_SHOCK_MAX_POINTS}`
  const bad = refused(
    refuse('command.bad-input', { field: '--shock', was: text, wanted, source: 'command line' }),
  )
  const found = SHOCK.exec(text.trim())
  if (found === null) return bad
  let [spot_share, volatility] = [0, 0]
  for (const part of (found[2] ?? '').split(',')) {
    const move = /^(spot|vol)=([+-]?\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(part.trim())
    if (move === null) return bad
    const [, name, number, percent] = move
    if (name === 'spot' && percent === '%') spot_share = Number(number) / 100
    else if (name === 'vol' && percent === '') volatility = Number(number) / 100
    else return bad
  }
  if (Math.abs(spot_share) > SPOT_SHOCK_MAX || Math.abs(volatility) * 100 > VOL_SHOCK_MAX_POINTS) return bad
  return accepted({ trade: found[1] ?? null, spot_share, volatility })
}

function collectShock(text: string, before: readonly AskedShock[] = []): readonly AskedShock[] {
  const shock = parseShock(text)
  if (!shock.ok) throw new InvalidArgumentError(`\n${refusalLine(shock.refusal)}`)
  return [...before, shock.value]
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
