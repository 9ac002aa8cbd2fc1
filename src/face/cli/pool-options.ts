/** What `kondor pool` is asked for: options as text to terms, or the refusal that says what is wrong with them. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { concentrated } from '../../book/pool/concentrated.ts'
import { constantProduct } from '../../book/pool/constant-product.ts'
import { limitOrder } from '../../book/pool/limit-order.ts'
import type { Pool } from '../../book/pool/pool.ts'
import type { PositionTerms } from '../../book/pool/position-report.ts'
import { weighted } from '../../book/pool/weighted.ts'
import type { StatedTerms } from '../../market/pool-history/pool-terms.ts'

export interface PoolOptions {
  readonly cpmm?: true
  readonly weighted?: string
  readonly range?: string
  readonly limit?: string
  readonly price?: string
  readonly value?: string
  readonly vol?: string
  readonly fee?: string
  readonly volume?: string
  readonly blockSeconds?: string
  readonly days?: string
  readonly impliedVol?: string
  readonly gas?: string
  readonly decimals?: string
  readonly risky?: string
  readonly reference?: string
  readonly allowPartial?: true
  readonly json?: true
  readonly report?: string
}

export const isPosition = (options: PoolOptions): boolean =>
  options.cpmm === true ||
  [options.weighted, options.range, options.limit].some((given) => given !== undefined)

/** `0.05%`, `5bp`, `0.0005`: a fraction. */
export function parseShare(text: string, option: string, wanted: string): Result<number> {
  const match = /^(\d+(?:\.\d+)?(?:e-?\d{1,2})?)\s*(%|bp)?$/i.exec(text.trim())
  const scale = match?.[2] === undefined ? 1 : match[2] === '%' ? 100 : 10_000
  const value = match === null ? NaN : Number(match[1]) / scale
  return Number.isFinite(value) ? accepted(value) : wrong(option, text, wanted)
}

function parseFee(text: string): Result<number> {
  const fee = parseShare(text, '--fee', 'a fee such as 0.05%, 5bp or 0.0005')
  return fee.ok && fee.value >= 0.5 ? wrong('--fee', text, 'a fee below 50%: 0.05% is 0.0005') : fee
}

function parseVolatility(text: string, option: string): Result<number> {
  const wanted = 'an annual volatility such as 80% or 0.8'
  const vol = parseShare(text, option, wanted)
  return vol.ok && vol.value > 20 ? wrong(option, text, wanted) : vol
}

function parseNumber(text: string, option: string): Result<number> {
  const value = /^\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?$/i.test(text.trim()) ? Number(text) : NaN
  return Number.isFinite(value) ? accepted(value) : wrong(option, text, 'a number, not negative')
}

/** What is stated of a file's pool; null where it is not. */
export function statedTerms(options: PoolOptions): Result<StatedTerms> {
  const fee = optional(options.fee, parseFee)
  if (!fee.ok) return fee
  const decimals = /^(\d{1,2}),(\d{1,2})$/.exec(options.decimals ?? '0,0')
  if (decimals === null || Number(decimals[1]) > 36 || Number(decimals[2]) > 36) {
    return wrong('--decimals', options.decimals ?? '', 'the decimals of both tokens, as 6,18')
  }
  const stated = options.decimals !== undefined
  if (options.risky !== undefined && !/^[01]$/.test(options.risky)) {
    return wrong('--risky', options.risky, '0 or 1: which token is not the numeraire')
  }
  return accepted({
    decimals0: stated ? Number(decimals[1]) : null,
    decimals1: stated ? Number(decimals[2]) : null,
    riskyToken: options.risky === undefined ? null : options.risky === '0' ? 0 : 1,
    fee: fee.value,
  })
}

/** The position that the options describe. */
export function positionTerms(options: PoolOptions): Result<PositionTerms> {
  const given = [options.cpmm === true, options.weighted, options.range, options.limit]
  if (given.filter((each) => each !== undefined && each !== false).length !== 1) {
    return wrong('--cpmm', 'several', 'one of --cpmm, --weighted, --range, --limit')
  }
  if (options.price === undefined) return wrong('--price', 'nothing', 'the price now')
  if (options.vol === undefined) return wrong('--vol', 'nothing', 'an annual volatility such as 80%')
  const price = parseNumber(options.price, '--price')
  if (!price.ok) return price
  const pool = unitPool(options)
  if (!pool.ok) return pool
  const volatility = parseVolatility(options.vol, '--vol')
  if (!volatility.ok) return volatility
  const implied = optional(options.impliedVol, (text) => parseVolatility(text, '--implied-vol'))
  if (!implied.ok) return implied
  const fee = optional(options.fee, parseFee)
  if (!fee.ok) return fee
  const numbers = numbersOf(options)
  if (!numbers.ok) return numbers
  const { value, volume, blockSeconds, days, gas } = numbers.value
  if (blockSeconds === 0) return wrong('--block-seconds', '0', 'more than 0')
  return accepted({
    unit: pool.value.pool,
    unitRange: pool.value.range,
    price: price.value,
    capital: value ?? 1_000_000,
    volatility: volatility.value,
    fee: fee.value,
    volume_day: volume,
    blockTime_s: blockSeconds,
    horizon_days: days ?? 30,
    impliedVolatility: implied.value,
    gas: gas ?? 0,
  })
}

interface Numbers {
  readonly value: number | null
  readonly volume: number | null
  readonly blockSeconds: number | null
  readonly days: number | null
  readonly gas: number | null
}

function numbersOf(options: PoolOptions): Result<Numbers> {
  const read: Record<string, number | null> = {}
  for (const [name, option] of [
    ['value', '--value'],
    ['volume', '--volume'],
    ['blockSeconds', '--block-seconds'],
    ['days', '--days'],
    ['gas', '--gas'],
  ] as const) {
    const number = optional(options[name], (text) => parseNumber(text, option))
    if (!number.ok) return number
    read[name] = number.value
  }
  const { value = null, volume = null, blockSeconds = null, days = null, gas = null } = read
  return accepted({ value, volume, blockSeconds, days, gas })
}

interface UnitPool {
  readonly pool: Pool
  readonly range: { readonly lowPrice: number; readonly highPrice: number } | null
}

function unitPool(options: PoolOptions): Result<UnitPool> {
  if (options.range !== undefined) {
    const edges = /^([\d.e+-]+)[,:]([\d.e+-]+)$/i.exec(options.range)
    const [lowPrice, highPrice] = [Number(edges?.[1]), Number(edges?.[2])]
    if (!(lowPrice < highPrice)) return wrong('--range', options.range, 'two prices, low first, as 1500,2500')
    const pool = concentrated({ liquidity: 1, lowPrice, highPrice })
    return pool.ok ? accepted({ pool: pool.value, range: { lowPrice, highPrice } }) : pool
  }
  const pool = fullRange(options)
  return pool.ok ? accepted({ pool: pool.value, range: null }) : pool
}

function fullRange(options: PoolOptions): Result<Pool> {
  if (options.weighted !== undefined) {
    const theta = parseShare(options.weighted, '--weighted', 'the risky share, as 0.8 or 80%')
    return theta.ok ? weighted({ liquidity: 1, riskyWeight: theta.value }) : theta
  }
  if (options.limit !== undefined) {
    const orderPrice = parseNumber(options.limit, '--limit')
    return orderPrice.ok ? limitOrder({ size: 1, orderPrice: orderPrice.value }) : orderPrice
  }
  return constantProduct(1)
}

function optional<T>(text: string | undefined, parse: (text: string) => Result<T>): Result<T | null> {
  return text === undefined ? accepted(null) : parse(text)
}

const wrong = (field: string, was: string, wanted: string) =>
  refused(refuse('command.bad-input', { field, was, wanted, source: 'pool' }))
