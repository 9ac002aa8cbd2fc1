/** A price of the risky token outside the pool: `time,price`, UTC, numeraire per risky token. Liquidity, if any, is not read. */
import { headerNames } from '../quote/formats/header.ts'
import type { PoolTableDecoder } from './pool-decoder.ts'
import { readUtcTime } from './read-time.ts'
import { tableSink } from './table-sink.ts'

export const referencePrices: PoolTableDecoder = {
  id: 'reference-prices',
  title: 'time,price',
  shape: 'table',
  sniff: (head) => {
    const names = new Set(headerNames(head.text.split(/\r?\n/, 1)[0] ?? ''))
    return names.has('time') && names.has('price') ? 0.6 : 0
  },
  start: (context) =>
    tableSink(context, {
      columns: ['time', 'price'],
      liquidityNote: 'prices only',
      notes: [],
      read: (reader, rows) => {
        const time = readUtcTime(reader, 'time')
        const price = reader.positive('price')
        if (!reader.failed && (price < 1e-60 || price > 1e60)) {
          reader.fail('number.out-of-range', 'price', price, 'from 1e-60 to 1e60')
        }
        if (reader.failed) return
        // One unit of liquidity: a reference is a price, and rows of none would be called empty.
        rows.add({
          time,
          line: reader.line,
          price,
          liquidity: 1,
          volume: null,
          riskyFlow: null,
          numeraireFlow: null,
        })
      },
    }),
}
