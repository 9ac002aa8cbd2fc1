import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { stripValue } from '../../../../book/pool/static-replication.ts'
import { defineOperation } from '../../define-operation.ts'
import { rate, sigma, tenorOf, timeFields } from '../../fields.ts'
import { liquidity, missing, poolPrice } from '../../pool-fields.ts'

/** The payoffs it knows, as text without blanks: times 1 or 2 L sqrt(S). */
const PAYOFFS: Readonly<Record<string, number>> = {
  '2*L*sqrt(S)': 1,
  'L*sqrt(S)': 0.5,
  '2*sqrt(S)': 1,
  'sqrt(S)': 0.5,
}

/** Value of the strip of out-of-the-money options that a square-root payoff is short; discounted where r is given. */
export const carrMadan = defineOperation({
  name: 'carr_madan',
  summary: 'the strip of options that replicates a constant-product pool, valued',
  example: { payoff: '2*L*sqrt(S)', L: 1, F: 1000, sigma: 0.8, T: 1, r: 0 },
  schema: z.strictObject({
    payoff: z.string().max(100).default('2*L*sqrt(S)'),
    L: liquidity.default(1),
    F: poolPrice,
    sigma,
    ...timeFields,
    r: rate.default(0),
    Pa: poolPrice.optional(),
    Pb: poolPrice.optional(),
  }),
  compute: (inputs) => {
    const payoff = inputs.payoff.replaceAll(/\s/g, '')
    const scale = Object.hasOwn(PAYOFFS, payoff) ? PAYOFFS[payoff] : undefined
    if (scale === undefined) {
      return missing('payoff', inputs.payoff, 'carr_madan', `one of ${Object.keys(PAYOFFS).join(', ')}`)
    }
    const tenor = tenorOf(inputs, 'carr_madan')
    if (!tenor.ok) return tenor
    const strip = stripValue({
      liquidity: payoff.includes('L') ? scale * inputs.L : scale,
      forward: inputs.F,
      volatility: inputs.sigma,
      years: tenor.value.years,
      lowStrike: inputs.Pa ?? null,
      highStrike: inputs.Pb ?? null,
    })
    if (!strip.ok) return strip
    return accepted({ strip_value: strip.value * Math.exp(-inputs.r * tenor.value.years) })
  },
})
