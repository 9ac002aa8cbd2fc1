import type { OrderWords } from '../../view/order.ts'
import { type Line, wrap } from './layout.ts'
import { span } from './paint.ts'

/** Orders by their limits, then their legs by OCC symbol. */
export const orderLines = (orders: readonly OrderWords[], width: number): Line[] =>
  orders.flatMap(({ title, limit, natural, cash, legs }) => [
    ...wrap(
      [
        span('  '),
        span(title, 'bold'),
        span(`: limit ${limit}`),
        span(` (natural is ${natural}${cash === null ? '' : `; ${cash} at the limit`})`, 'dim'),
      ],
      width,
      4,
    ),
    ...legs.flatMap(({ side, quantity, symbol, what, effect }) =>
      wrap(
        [
          span(`    ${side.padEnd(4)} ${quantity}  ${symbol}`),
          span(`${what === '' ? '' : `  ${what}`}, to ${effect}`, 'dim'),
        ],
        width,
        6,
      ),
    ),
  ])
