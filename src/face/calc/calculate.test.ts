import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { calculate, OPERATIONS } from './calculate.ts'

function refusalOf(op: string, inputs: unknown): Refusal {
  const result = calculate(op, inputs)
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`)
  return result.refusal
}
const value = (op: string, inputs: unknown, field: string): number =>
  (mustAccept(calculate(op, inputs)) as Record<string, number>)[field]

const option = { type: 'C', S: 100, K: 105, T: 0.5, sigma: 0.36, r: 0.1, q: 0.1 }
const CONDOR = [
  { right: 'P', strike: 4736, quantity: 1 },
  { right: 'P', strike: 4786, quantity: -1 },
  { right: 'C', strike: 5223, quantity: -1 },
  { right: 'C', strike: 5273, quantity: 1 },
]

describe('calculate', () => {
  it('runs the example of every operation', () => {
    expect(new Set(OPERATIONS.map(({ name }) => name)).size).toBe(OPERATIONS.length)
    for (const { name, example } of OPERATIONS) {
      const outputs = mustAccept(calculate(name, example))
      expect(Object.keys(outputs).length, name).toBeGreaterThan(0)
    }
  })

  it('refuses an unknown operation by name', () => {
    expect(refusalOf('bs_valeu', {}).code).toBe('command.unknown')
    expect(refusalOf('__proto__', {}).code).toBe('command.unknown')
  })

  it('refuses bad inputs with the field, what was found and what was wanted', () => {
    const fieldOf = (change: Record<string, unknown>): string[] => {
      const { code, field, was, wanted } = refusalOf('bs_value', { ...option, ...change })
      return [code, field, was, wanted]
    }
    expect(fieldOf({ S: '100' })).toEqual(['command.bad-input', 'S', '"100"', 'a finite number'])
    expect(fieldOf({ S: -1 })).toEqual(['command.bad-input', 'S', '-1', 'more than 0'])
    expect(fieldOf({ S: undefined })).toEqual(['command.bad-input', 'S', '"nothing"', 'a finite number'])
    expect(fieldOf({ sigma: Infinity })).toEqual([
      'number.not-finite',
      'sigma',
      'Infinity',
      'a finite number',
    ])
    expect(fieldOf({ sigma: 360 })).toEqual(['command.bad-input', 'sigma', '360', 'at most 10'])
    expect(fieldOf({ type: 'call' }).slice(0, 2)).toEqual(['command.bad-input', 'type'])
    expect(fieldOf({ type: 'call' })[3]).toBe('one of C, P')
    expect(fieldOf({ vol: 1 }).slice(0, 3)).toEqual(['command.bad-input', 'vol', '1'])
    expect(fieldOf({ T_days_365: 3 })[1]).toBe('T')
    expect(fieldOf({ T: undefined })[1]).toBe('T')
    expect(fieldOf({ K: undefined })[1]).toBe('K')
    expect(fieldOf({ legs: CONDOR })[1]).toBe('legs')
    const inner = refusalOf('bs_value', {
      S: 1,
      T: 1,
      sigma: 1,
      legs: [{ right: 'C', strike: 0, quantity: 1 }],
    })
    expect(inner.field).toBe('legs.0.strike')
    expect(refusalOf('bs_value', null).field).toBe('inputs')
    expect(refusalOf('bs_value', [1]).field).toBe('inputs')
  })

  it('passes over comments, and takes time on three clocks', () => {
    const comments = {
      label: 1,
      note: 'x',
      printed: 2,
      status: 'V',
      identity: '',
      convention: '',
      price_hex: '0x1',
    }
    expect(value('bs_value', { ...option, ...comments }, 'price')).toBe(value('bs_value', option, 'price'))
    const { T: _, ...timeless } = option
    expect(value('bs_value', { ...timeless, T_days_365: 182.5 }, 'price')).toBe(
      value('bs_value', option, 'price'),
    )
    expect(value('bs_value', { ...timeless, T_trading_days: 126 }, 'price')).toBe(
      value('bs_value', option, 'price'),
    )
  })

  it('takes one option, or legs with a multiplier, alike', () => {
    const { type: _, K: __, ...shared } = option
    const legs = [{ right: 'C', strike: 105, quantity: -2 }]
    expect(value('bs_value', { ...shared, legs, multiplier: 100 }, 'price')).toBeCloseTo(
      -200 * value('bs_value', option, 'price'),
      9,
    )
  })
})

describe('bs_greek', () => {
  it("gives Haug's printed values, made of the Greeks where they are not Greeks themselves", () => {
    const greek = (name: string, inputs: object): number =>
      value('bs_greek', { ...inputs, greek: name }, 'value')
    // The Complete Guide to Option Pricing Formulas, chapter 2, and the QuantLib test of them.
    expect(greek('delta', { ...option, S: 105, K: 100, type: 'P' })).toBeCloseTo(-0.3566, 4)
    expect(greek('elasticity', { ...option, S: 105, K: 100, type: 'P' })).toBeCloseTo(-4.8775, 3)
    expect(greek('vega', { type: 'P', S: 55, K: 60, q: 0, r: 0.1, T: 0.75, sigma: 0.3 })).toBeCloseTo(
      18.9358,
      4,
    )
    const index = { type: 'P', S: 430, K: 405, q: 0.05, r: 0.07, T: 1 / 12, sigma: 0.2 }
    expect(greek('thetaPerDay', index)).toBeCloseTo(-0.0855, 4)
    expect(greek('rho', { type: 'C', S: 72, K: 75, q: 0, r: 0.09, T: 1, sigma: 0.19 })).toBeCloseTo(
      38.7325,
      4,
    )
    expect(greek('vomma', option)).toBe(greek('volga', option))
  })

  it('keeps the identities of strike sensitivity and of the forward', () => {
    const at = (change: object): number => value('bs_value', { ...option, ...change }, 'price')
    const h = 1e-4
    const slope = (at({ K: 105 + h }) - at({ K: 105 - h })) / (2 * h)
    expect(value('bs_greek', { ...option, greek: 'strikeSensitivity' }, 'value')).toBeCloseTo(slope, 8)
    const probability = value('bs_greek', { ...option, greek: 'itmCashProbability' }, 'value')
    expect(probability).toBeCloseTo(-slope * Math.exp(0.05), 8)
    const carried = { ...option, q: 0.02 }
    const delta = value('bs_greek', { ...carried, greek: 'delta' }, 'value')
    expect(value('bs_greek', { ...carried, greek: 'deltaForward' }, 'value')).toBeCloseTo(
      delta * Math.exp(-0.04),
      12,
    )
    const gamma = value('bs_greek', { ...carried, greek: 'gamma' }, 'value')
    expect(value('bs_greek', { ...carried, greek: 'gammaForward' }, 'value')).toBeCloseTo(
      gamma * Math.exp(-0.08),
      12,
    )
    const legs = { S: 100, T: 0.5, sigma: 0.2, legs: [{ right: 'C', strike: 100, quantity: 1 }] }
    expect(refusalOf('bs_greek', { ...legs, greek: 'elasticity' }).field).toBe('legs')
    expect(value('bs_greek', { ...legs, greek: 'vega' }, 'value')).toBeGreaterThan(0)
  })
})

describe('breakeven_move', () => {
  const terms = { S: 100, sigma: 0.2, T_trading_days: 21 }
  it('is S sigma sqrt(dt) without carry, for any position', () => {
    const wanted = 100 * 0.2 * Math.sqrt(1 / 252)
    for (const position of [
      { position: 'ATM straddle' },
      { position: 'short straddle' },
      { position: 'strangle', strikes: [95, 105] },
      { position: 'short iron condor', strikes: [90, 95, 105, 110] },
      { position: 'ATM call' },
      { position: 'OTM put', strikes: [95] },
      { type: 'C', K: 110 },
      { legs: [{ right: 'P', strike: 90, quantity: -3 }], multiplier: 100 },
    ]) {
      const outputs = mustAccept(calculate('breakeven_move', { ...terms, ...position })) as Record<
        string,
        number
      >
      expect(outputs['breakeven_move']).toBeCloseTo(wanted, 9)
      expect(outputs['S_sigma_sqrt_dt']).toBeCloseTo(wanted, 14)
      expect(outputs['wrong_sqrt_theta_over_gamma']).toBeCloseTo(wanted / Math.SQRT2, 9)
      expect(outputs['theta_per_trading_day'] * outputs['gamma']).toBeLessThan(0)
    }
    const scaled = { ...terms, position: 'ATM straddle', multiplier: 100 }
    expect(value('breakeven_move', scaled, 'gamma')).toBeCloseTo(
      100 * value('breakeven_move', { ...terms, position: 'ATM straddle' }, 'gamma'),
      9,
    )
  })

  it('says so where no move breaks even, and where the position is unclear', () => {
    const deep = { type: 'P', K: 200, S: 100, sigma: 0.2, T: 1, r: 0.1 }
    expect(refusalOf('breakeven_move', deep).code).toBe('number.no-root')
    expect(refusalOf('breakeven_move', { ...terms, position: 'butterfly' }).field).toBe('position')
    expect(refusalOf('breakeven_move', { ...terms, position: 'strangle' }).field).toBe('strikes')
    expect(refusalOf('breakeven_move', terms).field).toBe('type')
  })
})

describe('breakeven_iv', () => {
  const condor = { S: 5000, sigma: 0.15, T_days_365: 30, legs: CONDOR }
  it('is the entry volatility when nothing has passed, and answers a number with a number', () => {
    expect(value('breakeven_iv', { ...condor, elapsed_days: 0 }, 'breakeven_iv')).toBeCloseTo(0.15, 12)
    const straddle = {
      S: 100,
      sigma: 0.2,
      T_trading_days: 21,
      legs: [
        { right: 'P', strike: 100, quantity: 1 },
        { right: 'C', strike: 100, quantity: 1 },
      ],
      elapsed_days: 5,
    }
    // At the money value goes with sigma sqrt(T), to first order.
    expect(value('breakeven_iv', straddle, 'breakeven_iv')).toBeCloseTo(0.2 * Math.sqrt(21 / 16), 4)
  })

  it('gives null with its reason where a day has no answer, and refuses where none has', () => {
    const some = mustAccept(calculate('breakeven_iv', { ...condor, elapsed_days: [1, 30] })) as Record<
      string,
      unknown[]
    >
    expect(some['breakeven_iv'][0]).toBeGreaterThan(0.15)
    expect(some['breakeven_iv'][1]).toBeNull()
    expect(some['refusals']).toHaveLength(1)
    expect(refusalOf('breakeven_iv', { ...condor, elapsed_days: 31 }).code).toBe('number.no-root')
    expect(refusalOf('breakeven_iv', { ...condor, elapsed_days: 5, spot: 4000 }).code).toBe('number.no-root')
  })
})

describe('the other operations', () => {
  it('sign_flip answers one spot with numbers', () => {
    const inputs = { legs: CONDOR, sigma: 0.15, T_days_365: 5 }
    expect(value('sign_flip', { ...inputs, S: 5000 }, 'gamma')).toBeLessThan(0)
    expect(value('sign_flip', { ...inputs, S: 5323 }, 'vega')).toBeGreaterThan(0)
    expect(refusalOf('sign_flip', { ...inputs, S: [] }).wanted).toContain('at least 1')
  })

  it('variance_swap: the continuous strip of a flat smile is its variance, with any carry', () => {
    for (const carry of [{}, { r: 0.05 }, { r: 0.02, q: 0.06 }]) {
      const inputs = { S: 100, T: 0.25, sigma: 0.2, strip: 'continuous', ...carry }
      expect(value('variance_swap', inputs, 'fair_variance')).toBeCloseTo(0.04, 9)
    }
    expect(refusalOf('variance_swap', { S: 100, T: 1 }).field).toBe('strip')
    expect(refusalOf('variance_swap', { S: 100, T: 1, sigma: 0.2, puts: [[90, 0.2]] }).field).toBe('strip')
  })

  it('vix refuses a row that is not five prices', () => {
    const inputs = OPERATIONS.find(({ name }) => name === 'vix')?.example ?? {}
    expect(refusalOf('vix', { ...inputs, near: [[100, 1, 2, 3]] }).field).toContain('near.0')
  })

  it('implied_vol refuses at the rounded intrinsic value under any discount factor', () => {
    for (const df of [1, 0.95, 0.9973]) {
      const inputs = { type: 'C', F: 100, K: 50, T: 1, df, price: df * 50 }
      expect(refusalOf('implied_vol', inputs).code).toBe('option.no-implied-volatility')
      expect(refusalOf('implied_vol_error', inputs).field).toBe('price_points')
    }
  })
})
