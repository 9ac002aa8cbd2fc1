/**
 * A plain table `time,price,liquidity,volume`, already in whole tokens: price in numeraire per risky token, liquidity sqrt(x y),
 * volume in numeraire. `volume` may be blank or absent; times are UTC.
 */
import { headerNames } from '../quote/formats/header.ts'
import type { PoolTableDecoder } from './pool-decoder.ts'
import { readUtcTime } from './read-time.ts'
import { tableSink } from './table-sink.ts'

const PRICE_MIN = 1e-60
const PRICE_MAX = 1e60
const AMOUNT_MAX = 1e100

export const plainPool: PoolTableDecoder = {
  id: 'plain-pool',
  title: 'time,price,liquidity,volume',
  shape: 'table',
  sniff: (head) => {
    const names = new Set(headerNames(head.text.split(/\r?\n/, 1)[0] ?? ''))
    return ['time', 'price', 'liquidity'].every((name) => names.has(name)) ? 0.9 : 0
  },
  start: (context) =>
    tableSink(context, {
      columns: ['time', 'price', 'liquidity'],
      liquidityNote: 'liquidity of the file, sqrt(x y) in whole tokens',
      notes: [],
      read: (reader, rows) => {
        const time = readUtcTime(reader, 'time')
        const price = reader.positive('price')
        const liquidity = reader.number('liquidity')
        const volume = reader.optionalNumber('volume')
        if (!reader.failed && (price < PRICE_MIN || price > PRICE_MAX)) {
          reader.fail('number.out-of-range', 'price', price, `from ${PRICE_MIN} to ${PRICE_MAX}`)
        }
        for (const [name, value] of [
          ['liquidity', liquidity],
          ['volume', volume ?? 0],
        ] as const) {
          if (value < 0 || value > AMOUNT_MAX) {
            reader.fail('number.out-of-range', name, value, `from 0 to ${AMOUNT_MAX}`)
          }
        }
        if (reader.failed) return
        rows.add({ time, line: reader.line, price, liquidity, volume, riskyFlow: null, numeraireFlow: null })
      },
    }),
}
