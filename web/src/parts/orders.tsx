import type { OrderWords } from '../../../src/face/view/order.ts'

/** Orders by their limits, their legs by OCC symbol. */
export function Orders({ orders }: { readonly orders: readonly OrderWords[] }) {
  if (orders.length === 0) return null
  return (
    <ul class="orders">
      {orders.map(({ title, limit, natural, cash, legs }, index) => (
        <li key={index}>
          <p>
            <strong>{title}</strong> at <strong>{limit}</strong>{' '}
            <span class="quiet">
              natural is {natural}
              {cash === null ? '' : `; ${cash} at the limit`}
            </span>
          </p>
          <ul class="order-legs">
            {legs.map(({ side, quantity, symbol, what, effect }) => (
              <li key={symbol}>
                <span class={`side side-${side}`}>
                  {side} {quantity}
                </span>
                <code>{symbol}</code>
                <span class="quiet">
                  {what === '' ? '' : `${what}, `}to {effect}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
