import type { Decision } from '../../policy/decision.ts'
import type { DecisionOrder } from './decision-orders.ts'

/** What must be read before an order is sent, whenever that is: shocked by hand, or not quoted. */
export function orderCautions({ rung, shock: whole }: Decision, orders: readonly DecisionOrder[]): string[] {
  const own = orders.flatMap(({ shock }) => (shock === null ? [] : [shock]))
  const shocks = new Set([...(whole === null ? [] : [whole]), ...own])
  const modelled = new Set(orders.filter((order) => order.rung !== 'quoted').map(({ subject }) => subject))
  return [
    ...[...shocks].map((shock) => `SHOCKED: ${shock}. These are not the market's prices.`),
    ...(rung !== 'quoted'
      ? ['MODELLED: nobody quoted these prices.']
      : modelled.size > 0
        ? [`MODELLED: nobody quoted the prices of ${[...modelled].join(', ')}.`]
        : []),
  ]
}
