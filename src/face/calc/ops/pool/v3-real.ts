import { z } from 'zod'
import { accepted, type Result } from '../../../../base/vocabulary/result.ts'
import { concentrated } from '../../../../book/pool/concentrated.ts'
import {
  highEdge,
  liquidityOfNumeraire,
  liquidityOfRisky,
  lowEdge,
} from '../../../../book/pool/range-solve.ts'
import { defineOperation } from '../../define-operation.ts'
import type { Outputs } from '../../operation.ts'
import { liquidity, missing, poolPrice, tokenAmount } from '../../pool-fields.ts'

const schema = z.strictObject({
  P: poolPrice.optional(),
  Pa: poolPrice.optional(),
  Pb: poolPrice.optional(),
  x: tokenAmount.optional(),
  y: tokenAmount.optional(),
  L: liquidity.optional(),
  P0: poolPrice.optional(),
  x0: tokenAmount.optional(),
  y0: tokenAmount.optional(),
  P1: poolPrice.optional(),
})
type Inputs = z.output<typeof schema>

/**
 * Real-valued range arithmetic. At one price: of P, Pa, Pb, x, y give all but one of Pa, Pb, x, y. After a move: P0, Pa, Pb, x0
 * and y0 (or L), P1; liquidity is then the least that x0 and y0 both fund.
 */
export const v3Real = defineOperation({
  name: 'v3_real',
  summary: 'amounts and edges of a range, and its amounts after a move',
  example: { P: 2000, Pa: 1500, Pb: 2500, x: 2 },
  schema,
  compute: (inputs) => (inputs.P1 === undefined ? atOnePrice(inputs) : afterMove(inputs, inputs.P1)),
})

function atOnePrice(inputs: Inputs): Result<Outputs> {
  const { Pa, Pb, x, y, L } = inputs
  const P = inputs.P ?? inputs.P0
  if (P === undefined) return missing('P', 'nothing', 'v3_real')
  if ((Pa !== undefined && Pa >= P) || (Pb !== undefined && Pb <= P)) {
    return missing('P', `${P}`, 'v3_real', 'a price strictly between Pa and Pb')
  }
  if (Pa !== undefined && Pb !== undefined && L !== undefined && x === undefined && y === undefined) {
    return amountsAt({ Pa, Pb, L }, P)
  }
  if (L !== undefined) return missing('L', `${L}`, 'v3_real', 'L with P, Pa and Pb only')
  if (Pb !== undefined && x !== undefined && x > 0) {
    if (Pa !== undefined && y === undefined) {
      const funded = liquidityOfRisky(x, P, Pb)
      return accepted({ y: funded * ((P - Pa) / (Math.sqrt(P) + Math.sqrt(Pa))), L: funded })
    }
    if (Pa === undefined && y !== undefined) return named('Pa', lowEdge(x, y, P, Pb))
  }
  if (Pa !== undefined && y !== undefined && y > 0) {
    if (Pb !== undefined && x === undefined) {
      const funded = liquidityOfNumeraire(y, P, Pa)
      const share = (Pb - P) / (Math.sqrt(P) + Math.sqrt(Pb)) / Math.sqrt(P) / Math.sqrt(Pb)
      return accepted({ x: funded * share, L: funded })
    }
    if (Pb === undefined && x !== undefined) return named('Pb', highEdge(x, y, P, Pa))
  }
  return missing('x', 'another combination', 'v3_real', 'P and all but one of Pa, Pb, x, y, amounts above 0')
}

function afterMove(inputs: Inputs, P1: number): Result<Outputs> {
  const { Pa, Pb } = inputs
  const P0 = inputs.P0 ?? inputs.P
  const x0 = inputs.x0 ?? inputs.x
  const y0 = inputs.y0 ?? inputs.y
  if (Pa === undefined || Pb === undefined)
    return missing(Pa === undefined ? 'Pa' : 'Pb', 'nothing', 'v3_real')
  if (inputs.L !== undefined) return moved({ Pa, Pb, L: inputs.L }, P1)
  if (P0 === undefined || (x0 === undefined && y0 === undefined)) {
    return missing('P0', 'nothing', 'v3_real', 'P0 with x0, y0 or both, or L')
  }
  const ofX = x0 === undefined || P0 >= Pb ? Infinity : liquidityOfRisky(x0, Math.max(P0, Pa), Pb)
  const ofY = y0 === undefined || P0 <= Pa ? Infinity : liquidityOfNumeraire(y0, Math.min(P0, Pb), Pa)
  const L = Math.min(ofX, ofY)
  if (L === Infinity) return missing('x0', 'nothing', 'v3_real', 'the token that the range holds at P0')
  return moved({ Pa, Pb, L }, P1)
}

interface Range {
  readonly Pa: number
  readonly Pb: number
  readonly L: number
}

function moved(range: Range, P1: number): Result<Outputs> {
  const amounts = amountsAt(range, P1)
  return amounts.ok ? accepted({ x1: amounts.value['x'], y1: amounts.value['y'], L: range.L }) : amounts
}

function amountsAt({ Pa, Pb, L }: Range, price: number): Result<Outputs> {
  const pool = concentrated({ liquidity: L, lowPrice: Pa, highPrice: Pb })
  return pool.ok ? accepted({ x: pool.value.riskyHeld(price), y: pool.value.numeraireHeld(price), L }) : pool
}

function named(field: string, edge: Result<number>): Result<Outputs> {
  return edge.ok ? accepted({ [field]: edge.value }) : edge
}
