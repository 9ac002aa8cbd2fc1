import { assert } from '../../base/vocabulary/assert.ts'
import type { Intent } from '../intent.ts'
import type { JudgedPosition } from './judge-position.ts'

/** What is asked to be done with a judged position. A hedge keeps the condor: what is bought beside it is the ladder's. */
export function positionIntent(judged: JudgedPosition): Intent {
  const { position, action, because, orders } = judged
  const { trade } = position
  const [first, second] = orders
  switch (action) {
    case 'hold':
    case 'hedge':
      return judged.toSettlement === true
        ? { kind: 'hold', trade, because, toSettlement: true }
        : { kind: 'hold', trade, because }
    case 'close':
      assert(first !== undefined, 'a close has an order', { trade })
      return { kind: 'close', trade, because, order: first }
    case 'resize':
      assert(first !== undefined, 'a resize has an order', { trade })
      return { kind: 'resize', trade, because, contracts: position.contracts - first.units, order: first }
    case 're-strike':
    case 'roll':
    case 'roll-back':
      assert(first !== undefined && second !== undefined, 'a roll closes and opens', { trade })
      return { kind: action, trade, because, close: first, open: second }
  }
}
