/** Whatever a file holds, a decoder answers with a value: it never throws, hangs or lets a number that is not finite in. */
import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, fixture, headOf, type TextFile } from '../../../../test/support/decode-text.ts'
import type { Decoded, Decoder } from '../decoder.ts'
import { cboeDatashopEod } from './cboe-datashop-eod.ts'
import { cboeDatashopInterval } from './cboe-datashop-interval.ts'
import { cboeIndexHistory } from './cboe-index-history.ts'
import { cboeJson } from './cboe-json.ts'
import { cboeVx } from './cboe-vx.ts'
import { dailyBars } from './daily-bars.ts'
import { databentoCbbo } from './databento-cbbo.ts'
import { fred } from './fred.ts'
import { historicalOptionDataL2 } from './historicaloptiondata-l2.ts'
import { historicalOptionDataL3 } from './historicaloptiondata-l3.ts'
import { iVolatility } from './ivolatility.ts'
import { leanBars } from './lean-bars.ts'
import { leanOptionQuotes } from './lean-option-quotes.ts'
import { leanUniverse } from './lean-universe.ts'
import { optionsDx } from './optionsdx.ts'
import { oratsLegacy } from './orats-legacy.ts'
import { orats } from './orats.ts'
import { tradier } from './tradier.ts'

const DECODERS: readonly Decoder[] = [
  cboeDatashopEod,
  cboeDatashopInterval,
  cboeIndexHistory,
  cboeJson,
  cboeVx,
  dailyBars,
  databentoCbbo,
  fred,
  historicalOptionDataL2,
  historicalOptionDataL3,
  iVolatility,
  leanBars,
  leanOptionQuotes,
  leanUniverse,
  optionsDx,
  orats,
  oratsLegacy,
  tradier,
]

const INVENTED: readonly TextFile[] = [
  {
    name: 'spx.csv',
    text: '20240103 00:00,4725,4729.29,4699.71,4704.81,0\n20240104 00:00,4700,4710,4690,4702,0\n',
  },
  {
    name: '20240105_spxw_minute_quote_european_call_47000000_20240108.csv',
    archive: '20240105_quote_european.zip',
    text: '34200000,11000,12000,10000,11500,7,13000,14000,12500,12500,9\n34260000,,,,,0,500,500,500,500,5\n',
  },
  {
    name: 'spxw_20240105.csv',
    text: '#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility\n20240119,4700,C,1,2,1,2,3,44,0.12\n',
  },
]

const okFolder = path.resolve(import.meta.dirname, '../../../../test/import/ok')
const own = new Set(DECODERS.map((decoder) => decoder.id))
const seeds: readonly TextFile[] = [
  ...INVENTED,
  ...fs
    .readdirSync(okFolder)
    .filter((folder) => own.has(folder))
    .flatMap((folder) =>
      fs.readdirSync(path.join(okFolder, folder)).map((name) => fixture(`ok/${folder}/${name}`)),
    ),
]

const poison = fc.constantFrom(
  '',
  '-1',
  '-0',
  '1e999',
  '1e-320',
  'NaN',
  '0x1F',
  '9'.repeat(400),
  '2024-02-30',
  '12/31/9999',
  '99991231',
  '0001-01-01',
  '1707770760000000000000',
  '34200000000',
  '__proto__',
  '\u202E5000',
  ';;;',
  '\n',
  '"',
)

const jsonPoison = fc.constantFrom('null', '-1', '1e999', '"x"', '[]', '{}', 'true', '0', '1e20', '"\\u0000"')

/** Replaces one field or JSON value, or cuts a few characters out of it. */
function mutate(text: string, place: number, value: string, cut: boolean): string {
  const json = text.startsWith('{')
  const tokens = [...text.matchAll(json ? /(?<=: )[^,\n{}[\]]+/g : /[^,;\n]+/g)]
  const token = tokens[place % tokens.length]
  if (token === undefined) return text
  const end = token.index + token[0].length
  const replacement = cut ? token[0].slice(0, place % token[0].length) : value
  return text.slice(0, token.index) + replacement + text.slice(end)
}

function finite(column: ArrayLike<number>): boolean {
  for (let i = 0; i < column.length; i += 1) if (!Number.isFinite(column[i])) return false
  return true
}

function everyNumberFinite(decoded: Decoded): boolean {
  switch (decoded.kind) {
    case 'quotes': {
      const { table } = decoded
      const optional = [table.bids_points, table.asks_points, table.bidSizes, table.askSizes, table.volumes]
      const more = [table.openInterests, table.vendorVols].map((column) => column.values)
      const flat = [table.strikes_points, table.quotedAt, ...optional.map((column) => column.values), ...more]
      return flat.every(finite)
    }
    case 'daily-bars':
      return finite(decoded.bars.closes) && decoded.bars.closes.every((close) => close > 0)
    case 'value-series':
      return finite(decoded.series.values)
    case 'value-series-set':
      return decoded.series.every((series) => finite(series.values))
    case 'futures':
      return decoded.futures.every(
        (contract) => finite(contract.settles) && contract.settles.every((x) => x > 0),
      )
    case 'refused':
      return true
  }
}

/** Replaces a slice of the text; the table splitter's own complaints (an open quote) are the importer's affair. */
function decodeQuietly(decoder: Decoder, file: TextFile): Decoded | null {
  try {
    return decodeText(decoder, file)
  } catch (error) {
    const library =
      error instanceof SyntaxError || (error instanceof Error && error.constructor.name === 'CsvError')
    if (library) return null
    throw error
  }
}

describe('decoders under mutation', () => {
  it.each(DECODERS.map((decoder) => [decoder.id, decoder] as const))(
    '%s answers with a value',
    (_, decoder) => {
      const mine = seeds.filter((file) => decoder.sniff(headOf(file)) > 0.5)
      expect(mine.length, 'a seed of its own').toBeGreaterThan(0)
      let accepted = 0
      const seed = fc.constantFrom(...mine)
      const insert = decoder.shape === 'json' ? jsonPoison : poison
      fc.assert(
        fc.property(seed, fc.nat({ max: 1_000_000 }), insert, fc.boolean(), (file, place, value, cut) => {
          const text = mutate(file.text, place, value, cut)
          expect(decoder.sniff(headOf({ ...file, text }))).toBeLessThanOrEqual(1)
          const decoded = decodeQuietly(decoder, { ...file, text })
          if (decoded === null) return
          if (decoded.kind !== 'refused') accepted += 1
          expect(everyNumberFinite(decoded)).toBe(true)
        }),
        { numRuns: 1500 },
      )
      expect(accepted, 'mutations that reach the rows').toBeGreaterThan(300)
    },
  )
  it.each(DECODERS.map((decoder) => [decoder.id, decoder] as const))(
    '%s takes any text without a throw',
    (_, decoder) => {
      for (const text of ['', '\n\n\n', ','.repeat(10_000), 'a,b\n', '{}', '\u0000', ';'.repeat(500)]) {
        const file = { name: 'spx_eod_202402.txt', text }
        expect(() => decoder.sniff(headOf(file))).not.toThrow()
        const decoded = decoder.shape === 'table' ? decodeText(decoder, file) : null
        if (decoded !== null) expect(everyNumberFinite(decoded)).toBe(true)
      }
    },
  )
})
