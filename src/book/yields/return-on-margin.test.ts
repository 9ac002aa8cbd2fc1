import { describe, expect, it } from 'vitest'
import { flowsOnMargin, internalRate, returnOnMargin, weightedCostOfCapital } from './return-on-margin.ts'

const flow = (years: number, dollars: number) => ({ years, dollars })

describe('internal rate', () => {
  it('is the rate where there is one', () => {
    const one = internalRate([flow(0, -100), flow(1, 110)])
    expect(one.kind === 'one' ? one.rate : null).toBeCloseTo(0.1, 12)
    const month = internalRate([flow(0, -3707), flow(30 / 365, 3707 + 129.3)])
    expect(month.kind === 'one' ? month.rate : null).toBeCloseTo(
      Math.exp(Math.log(1 + 129.3 / 3707) * (365 / 30)) - 1,
      9,
    )
    const loss = internalRate([flow(0, -100), flow(0.5, 20)])
    expect(loss.kind === 'one' ? loss.rate : null).toBeCloseTo(-0.96, 9)
  })
  it('says that there are several', () => {
    const pump = internalRate([flow(0, -1600), flow(1, 10_000), flow(2, -10_000)])
    expect(pump.kind).toBe('several')
    if (pump.kind !== 'several') return
    expect(pump.rates[0]).toBeCloseTo(0.25, 9)
    expect(pump.rates[1]).toBeCloseTo(4, 9)
    expect(pump.reason).toContain('2 times')
  })
  it('says that there is none, and why', () => {
    const reason = (flows: readonly { years: number; dollars: number }[]): string => {
      const rate = internalRate(flows)
      return rate.kind === 'none' ? rate.reason : rate.kind
    }
    expect(reason([])).toContain('one sign')
    expect(reason([flow(0, 5), flow(1, 3)])).toContain('one sign')
    expect(reason([flow(0, -100), flow(0, 110)])).toContain('one sign')
    expect(reason([flow(0, -100), flow(1, 205), flow(2, -110)])).toContain('no rate')
    expect(reason([flow(0, Number.NaN), flow(1, 1)])).toContain('finite')
  })
})

describe('return on margin', () => {
  const events = [
    { years: 0, cash_dollars: 1290, margin_dollars: 5000 },
    { years: 0.05, cash_dollars: -2100, margin_dollars: 7000 },
    { years: 0.12, cash_dollars: 1000, margin_dollars: 0 },
  ]
  it('counts margin added and released, and judges against the hurdle', () => {
    expect(flowsOnMargin(events).map(({ dollars }) => dollars)).toEqual([-3710, -4100, 8000])
    const result = returnOnMargin(events, 0.08)
    expect(result.marginYears).toBeCloseTo(5000 * 0.05 + 7000 * 0.07, 9)
    expect(result.simpleReturn).toBeCloseTo(190 / 740, 9)
    expect(result.verdict).toBe('above the hurdle')
    expect(result.marginCost_dollars).toBeCloseTo(740 * 0.08, 9)
    expect(returnOnMargin(events, 5).verdict).toBe('below the hurdle')
  })
  it('decides nothing where the rate is not one number', () => {
    const none = returnOnMargin([{ years: 0, cash_dollars: 10, margin_dollars: 0 }], 0.08)
    expect([none.verdict, none.simpleReturn]).toEqual(['undecided', null])
  })
  it('takes a hurdle from the cost of capital', () => {
    const terms = { equity: 60, debt: 40, costOfEquity: 0.1, costOfDebt: 0.05, taxRate: 0.25 }
    expect(weightedCostOfCapital(terms)).toBeCloseTo(0.075, 12)
    expect(weightedCostOfCapital({ ...terms, equity: 0, debt: 0 })).toBeNull()
  })
})
