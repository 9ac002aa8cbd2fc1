import { z } from 'zod'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { blackScholesPrice } from '../../../market/pricing/black-scholes.ts'
import {
  continuousVarianceSwap,
  type StripOption,
  stripVarianceSwap,
  type VarianceSwapValue,
} from '../../../market/surface/variance-swap.ts'
import { defineOperation } from '../define-operation.ts'
import { positive, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'

/** strike, implied volatility. */
const quote = z.tuple([positive, sigma])
const quotes = z.array(quote).min(1).max(10_000)

const schema = z.strictObject({
  ...spotFields,
  ...timeFields,
  /** The boundary between puts and calls; the forward unless given. */
  S_star: positive.optional(),
  /** Distance of the imagined strike beyond each end of the strip; the last gap unless given. */
  dK_end: positive.optional(),
  puts: quotes.optional(),
  calls: quotes.optional(),
  sigma: sigma.optional(),
  strip: z.enum(['continuous', 'finite']).optional(),
})
type Inputs = z.output<typeof schema>

/**
 * Fair variance of a variance swap: of a finite strip of options given by strike and volatility (`puts`, `calls`, `S_star`),
 * or of the continuous strip at one volatility (`sigma`, `strip: "continuous"`).
 */
export const varianceSwap = defineOperation({
  name: 'variance_swap',
  summary: 'fair variance of a strip of options, finite or continuous',
  example: { S: 100, r: 0.05, T: 0.25, sigma: 0.2, strip: 'continuous' },
  schema,
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'variance_swap')
    if (!tenor.ok) return tenor
    const { years } = tenor.value
    const value = inputs.sigma === undefined ? finite(inputs, years) : continuous(inputs, inputs.sigma, years)
    if (!value.ok) return value
    return accepted({
      fair_variance: value.value.fairVariance,
      fair_vol_pct: value.value.fairVol_vol_points,
      portfolio_cost_x1e4: value.value.portfolioCost * 1e4,
    })
  },
})

function continuous(inputs: Inputs, volatility: number, years: number): Result<VarianceSwapValue> {
  if (inputs.strip === 'finite' || inputs.puts !== undefined || inputs.calls !== undefined) {
    return refused(badStrip('sigma beside a finite strip'))
  }
  return continuousVarianceSwap({
    forward_points: inputs.S * Math.exp((inputs.r - inputs.q) * years),
    years,
    discount: Math.exp(-inputs.r * years),
    volatilityAt: () => volatility,
  })
}

function finite(inputs: Inputs, years: number): Result<VarianceSwapValue> {
  const { puts, calls, S, r, q } = inputs
  if (puts === undefined || calls === undefined || inputs.strip === 'continuous') {
    return refused(badStrip('neither sigma nor both puts and calls'))
  }
  const forward_points = S * Math.exp((r - q) * years)
  const priced = (right: 'C' | 'P', side: readonly (readonly [number, number])[]): StripOption[] =>
    side.map(([strike_points, volatility]) => ({
      strike_points,
      price_points: blackScholesPrice({
        right,
        spot_points: S,
        strike_points,
        years,
        volatility,
        rate: r,
        dividendYield: q,
      }),
    }))
  return stripVarianceSwap({
    forward_points,
    years,
    discount: Math.exp(-r * years),
    boundary_points: inputs.S_star ?? forward_points,
    puts: priced('P', puts),
    calls: priced('C', calls),
    endSpacing_points: inputs.dK_end ?? null,
  })
}

function badStrip(was: string) {
  return refuse('command.bad-input', {
    field: 'strip',
    was,
    wanted: 'sigma (continuous strip), or puts and calls as [strike, volatility] (finite strip)',
    source: 'variance_swap',
  })
}
