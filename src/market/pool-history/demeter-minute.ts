/**
 * Minute data of a Uniswap v3 pool as Demeter writes it: raw integer amounts, ticks and active liquidity. `inAmount` is what
 * traders paid in, fee included; `netAmount` what the pool's balance gained.
 */
import { firstLineScore } from '../quote/formats/header.ts'
import type { RowReader } from '../quote/formats/row-reader.ts'
import type { PoolTerms } from './pool-history.ts'
import type { PoolTableDecoder } from './pool-decoder.ts'
import type { PoolRows } from './pool-rows.ts'
import { readUtcTime } from './read-time.ts'
import { tableSink } from './table-sink.ts'

const COLUMNS = [
  'timestamp',
  'netAmount0',
  'netAmount1',
  'closeTick',
  'openTick',
  'lowestTick',
  'highestTick',
  'inAmount0',
  'inAmount1',
  'currentLiquidity',
] as const

const TICK_LIMIT = 887_272
const LOG_TICK_BASE = Math.log1p(0.0001)
const LIQUIDITY_NOTE = 'active liquidity of the file, at the end of each minute'

export const demeterMinute: PoolTableDecoder = {
  id: 'demeter-minute',
  title: 'Uniswap v3 minutes (Demeter)',
  shape: 'table',
  sniff: (head) => firstLineScore(head, COLUMNS),
  start: (context, terms) => {
    const scale = scaleOf(terms)
    return tableSink(context, {
      columns: COLUMNS,
      read: (reader, rows) => readMinute(reader, rows, scale),
      liquidityNote: LIQUIDITY_NOTE,
      notes: [],
    })
  },
}

interface Scale {
  readonly riskyIsToken0: boolean
  /** Whole tokens per smallest unit. */
  readonly unit0: number
  readonly unit1: number
  /** ln of whole-token price per raw price of token 0 in token 1. */
  readonly logPriceScale: number
  readonly liquidityScale: number
}

function scaleOf({ decimals0, decimals1, riskyToken }: PoolTerms): Scale {
  return {
    riskyIsToken0: riskyToken === 0,
    unit0: tenToMinus(decimals0),
    unit1: tenToMinus(decimals1),
    logPriceScale: (decimals0 - decimals1) * Math.LN10,
    liquidityScale: Math.sqrt(tenToMinus(decimals0)) * Math.sqrt(tenToMinus(decimals1)),
  }
}

const tenToMinus = (digits: number): number => Number(`1e-${digits}`)

function readMinute(reader: RowReader, rows: PoolRows, scale: Scale): void {
  const time = readUtcTime(reader, 'timestamp')
  const tick = reader.number('closeTick')
  if (!reader.failed && (!Number.isInteger(tick) || Math.abs(tick) > TICK_LIMIT)) {
    reader.fail('number.out-of-range', 'closeTick', tick, `a whole number within ${TICK_LIMIT} of 0`)
  }
  const liquidity = unsigned(reader, 'currentLiquidity', 128)
  const in0 = unsigned(reader, 'inAmount0', 256) * scale.unit0
  const in1 = unsigned(reader, 'inAmount1', 256) * scale.unit1
  const net0 = signed(reader, 'netAmount0') * scale.unit0
  const net1 = signed(reader, 'netAmount1') * scale.unit1
  if (reader.failed) return
  // Price of token 0 in token 1 is 1.0001^tick in raw units; of token 1 in token 0 its inverse.
  const logPrice0 = tick * LOG_TICK_BASE + scale.logPriceScale
  const price = Math.exp(scale.riskyIsToken0 ? logPrice0 : -logPrice0)
  if (!(price >= 1e-60 && price <= 1e60)) {
    reader.fail('number.out-of-range', 'closeTick', tick, 'a price from 1e-60 to 1e60 with these decimals')
    return
  }
  rows.add({
    time,
    line: reader.line,
    price,
    liquidity: liquidity * scale.liquidityScale,
    volume: scale.riskyIsToken0 ? in0 * price + in1 : in0 + in1 * price,
    riskyFlow: scale.riskyIsToken0 ? net0 : net1,
    numeraireFlow: scale.riskyIsToken0 ? net1 : net0,
  })
}

/** A raw amount as a double: 16 digits are enough for analysis. Refused beyond its word. */
function unsigned(reader: RowReader, name: string, bits: number): number {
  return bounded(reader, name, 0n, (1n << BigInt(bits)) - 1n, `from 0 to 2^${bits} - 1`)
}

function signed(reader: RowReader, name: string): number {
  return bounded(reader, name, -(1n << 255n), (1n << 255n) - 1n, 'a signed 256-bit integer')
}

function bounded(reader: RowReader, name: string, low: bigint, high: bigint, wanted: string): number {
  const text = reader.text(name)
  // Spreadsheets and data frames write whole numbers with a trailing ".0".
  const digits = /^(-?\d{1,80})(?:\.0*)?$/.exec(text)?.[1]
  if (digits === undefined) {
    reader.fail('number.unreadable', name, text, 'a whole number')
    return 0
  }
  const value = BigInt(digits)
  if (value < low || value > high) reader.fail('number.out-of-range', name, text, wanted)
  return Number(value)
}
