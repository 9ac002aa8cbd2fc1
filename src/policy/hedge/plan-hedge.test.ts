import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedMarket } from '../../../test/support/volatility-market.ts'
import { addDays, dayNumber, isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { quantity, type Cents, type DayNumber } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { VIX_STRIKES } from '../../market/surface/vix-strikes.ts'
import { vixOptionVols } from '../../market/surface/vix-option-vols.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge } from '../book-facts.ts'
import { presetNamed } from '../rules/presets.ts'
import type { HedgeLayer, HedgeRules, RuleSet } from '../rules/rule-set.ts'
import { hedgeContract, vixCallName, vxFutureName } from './hedge-contract.ts'
import type { HedgeLadder, LayerReading } from './hedge-ladder.ts'
import { type HedgeInputs, planHedge } from './plan-hedge.ts'

const RULES = mustAccept(presetNamed('monthly-16-delta+alvh'))
const LADDER = RULES.hedge as HedgeRules
/** 29 days to the February month, 127 to May, 218 to August. */
const DATE = '2024-01-16'
/** 18.5 near 30 days, 20 near 110, 21 near 220. */
const calm = (days: number): number => 17.8 + 3.5 * (1 - Math.exp(-days / 120)) + (days > 200 ? 0.3 : 0)
const QUIET = { margin_dollars: 0, ratioActs: false, nearestShort_sd: 2, held_dollars: 0 } as const
const FEES = 0.65 + 0.66

function plan(
  market: VolatilityMarket,
  more: Partial<Omit<HedgeInputs, 'rules'>> & {
    readonly hedge?: Partial<HedgeRules>
    readonly rules?: Partial<RuleSet>
  } = {},
): HedgeLadder {
  const { hedge, rules, ...rest } = more
  return planHedge({
    asOfDay: market.asOfDay,
    rules: { ...RULES, secondEngine: null, ...rules, hedge: { ...LADDER, ...hedge } },
    market,
    condors: 10,
    coveredLoss_dollars: 37_000,
    held: [],
    spentLastYear_dollars: 0,
    regimes: [],
    trigger: QUIET,
    ...rest,
  })
}

const layerOf = (ladder: HedgeLadder, id: string): LayerReading => {
  const layer = ladder.layers.find((one) => one.id === id)
  if (layer === undefined) throw new Error(`no layer ${id}`)
  return layer
}
const FRONT: Partial<HedgeRules> = { layers: [LADDER.layers[0]] }
const after = (date: string, days: number): string => isoOfDay(addDays(dayNumber(isoDate(date)), days))
const held = (
  expiration: string,
  strike: number,
  count: number,
  cost_dollars: number,
  layerId: string | null = 'front',
): HeldHedge => ({
  trade: `trade-${expiration}`,
  instrument: vixCallName(dayNumber(isoDate(expiration)), strike),
  quantity: count,
  cost_cents: Math.round(cost_dollars * 100) as Cents,
  layerId,
})

describe('the hedge ladder', () => {
  it('opens 4/4/2 calls of half delta at the listed months nearest 30, 110 and 220 days', () => {
    const ladder = plan(inventedMarket(DATE, calm))
    expect(
      ladder.layers.map(({ id, action, target, orders }) => [
        id,
        action,
        target?.expiration,
        target?.days,
        target?.strike_vol_points,
        orders[0]?.units,
      ]),
    ).toEqual([
      ['front', 'open', '2024-02-14', 29, 19, 4],
      ['middle', 'open', '2024-05-22', 127, 22, 4],
      ['back', 'open', '2024-08-21', 218, 24, 2],
    ])
    for (const { target } of ladder.layers) {
      expect(Math.abs((target?.delta ?? 0) - 0.5)).toBeLessThan(0.04)
      // Delta is N(d1) on the future of that very expiry, undiscounted.
      const { future_vol_points: F = 0, strike_vol_points: K, volatility, days = 0 } = target ?? {}
      expect(F).toBe(calm(days))
      const s = (volatility ?? 0) * Math.sqrt(days / 365)
      expect(target?.delta).toBeCloseTo(normalCdf(Math.log(F / (K ?? 1)) / s + s / 2, 0, 1), 12)
    }
    expect(ladder.floor).toEqual({ share: 1, after_share: 1, met: true })
  })
  it('does not count a future for a call: it is marked, left alone and said', () => {
    const own = held('2024-02-14', 19, 4, 800)
    const future: HeldHedge = {
      ...own,
      trade: 'vx',
      instrument: vxFutureName(dayNumber(isoDate('2024-02-14'))),
      quantity: 1,
    }
    const ladder = plan(inventedMarket(DATE, calm), { hedge: FRONT, held: [own, future] })
    const front = layerOf(ladder, 'front')
    expect(front).toMatchObject({ wants_contracts: 4, holds_contracts: 4, action: 'hold', orders: [] })
    expect(front.held.map(({ instrument }) => instrument)).toContain('VX 2024-02-14')
    expect(ladder.warnings).toContain(
      'front: VX 2024-02-14 is no vix-call and is not counted: it is marked and left alone',
    )
  })
  it('never passes a modelled option for a quoted one', () => {
    const rungs = (rung: VolatilityMarket['rung'], instrument: HedgeLayer['instrument']) => {
      const layers = [{ ...LADDER.layers[0], instrument }]
      const ladder = plan(inventedMarket(DATE, calm, { rung }), { hedge: { layers } })
      return [ladder.rung, layerOf(ladder, 'front').target?.rung]
    }
    expect(rungs('quoted', 'vix-call')).toEqual(['indexed', 'indexed'])
    expect(rungs('quoted', 'vix-future')).toEqual(['quoted', 'quoted'])
    expect(rungs('simulated', 'vix-call')).toEqual(['simulated', 'simulated'])
  })
  it('asks at natural for what it orders, fees with it', () => {
    const ladder = plan(inventedMarket(DATE, calm))
    for (const { target, orders, cost_dollars, wants_contracts: wants } of ladder.layers) {
      expect(orders).toHaveLength(1)
      expect(orders[0]?.natural_points).toBe(-(target?.ask_points ?? 0))
      expect(orders[0]?.limit_points).toBeGreaterThanOrEqual(orders[0]?.natural_points ?? 0)
      expect(cost_dollars).toBeCloseTo(wants * (100 * (target?.ask_points ?? 0) + FEES), 9)
    }
  })
  it('costs about 66 % of the maximum loss of ten 5-wide condors and 8 % of ten 50-wide, and warns of the first', () => {
    const market = inventedMarket(DATE, calm)
    // Calls at the money, as in the arithmetic those shares come from: delta N(s / 2).
    const atTheMoney = LADDER.layers.map((layer, i) => ({ ...layer, delta: [0.552, 0.587, 0.617][i] ?? 0 }))
    const hedge = { layers: atTheMoney }
    const atMid = plan(market, { hedge }).layers.reduce(
      (sum, { target, wants_contracts: wants }) => sum + wants * 100 * (target?.price_points ?? 0),
      0,
    )
    expect(Math.abs(atMid / 2830 - 1)).toBeLessThan(0.05)
    const narrow = plan(market, { hedge, coveredLoss_dollars: 10 * (5 - 0.7) * 100 })
    const wide = plan(market, { hedge, coveredLoss_dollars: 10 * (50 - 12.9) * 100 })
    expect(Math.abs((narrow.costToMaxLoss ?? 0) - 0.66)).toBeLessThan(0.05)
    expect(Math.abs((wide.costToMaxLoss ?? 0) - 0.08)).toBeLessThan(0.01)
    expect(narrow.setCost_dollars).toBe(wide.setCost_dollars)
    // At half delta, which is above the future, the same set is cheaper, and still far over a fifth.
    const half = plan(market, { coveredLoss_dollars: 10 * (5 - 0.7) * 100 }).costToMaxLoss ?? 0
    expect(half).toBeGreaterThan(0.5)
    expect(half).toBeLessThan(narrow.costToMaxLoss ?? 0)
    const warns = (ladder: HedgeLadder): boolean =>
      ladder.warnings.some((text) => text.startsWith('One set costs more'))
    expect([warns(narrow), warns(wide)]).toEqual([true, false])
    expect(plan(market, { coveredLoss_dollars: null }).costToMaxLoss).toBeNull()
  })
  it('does not look at spot VIX to buy, sell or mark', () => {
    const market = inventedMarket(DATE, calm)
    const book = [held('2024-01-24', 15, 2, 400), held('2024-02-14', 18, 1, 200)]
    fc.assert(
      fc.property(fc.option(fc.double({ min: 5, max: 150, noNaN: true })), (vix_vol_points) => {
        const [seen, blind] = [vix_vol_points, null].map((vix) =>
          plan({ ...market, vix_vol_points: vix }, { held: book }),
        )
        const actions = (ladder: HedgeLadder | undefined) =>
          ladder?.layers.map(({ action, orders, held: marks, cost_dollars }) => [
            action,
            orders,
            marks,
            cost_dollars,
          ])
        expect(actions(seen)).toEqual(actions(blind))
      }),
      { numRuns: 30 },
    )
  })
  it('says the same twice, frozen inputs untouched, and keeps to JSON', () => {
    const market = inventedMarket(DATE, calm)
    const book = [held('2024-02-14', 18, 4, 800)]
    expect(JSON.stringify(plan(market, { held: book }))).toBe(JSON.stringify(plan(market, { held: book })))
    const ladder = plan(market, { held: book })
    expect(JSON.parse(JSON.stringify(ladder))).toEqual(ladder)
  })

  it('is unknown where no volatility market is at hand, and says what to import', () => {
    const ladder = planHedge({
      asOfDay: dayNumber(isoDate(DATE)),
      rules: RULES,
      market: null,
      condors: 10,
      coveredLoss_dollars: 37_000,
      held: [held('2024-02-14', 18, 4, 800)],
      spentLastYear_dollars: 0,
      regimes: [],
      trigger: QUIET,
    })
    for (const layer of ladder.layers) {
      expect([layer.action, layer.orders, layer.cost_dollars, layer.target]).toEqual([
        'unknown',
        [],
        null,
        null,
      ])
      expect(layer.reason.says).toContain('import the settlement files of VX futures')
    }
    expect(layerOf(ladder, 'front').held[0]?.mark_points).toBeNull()
    expect([ladder.setCost_dollars, ladder.carry_dollars_per_year, ladder.reason.verdict]).toEqual([
      null,
      null,
      'unknown',
    ])
  })
  it('is unknown before VIX options were listed', () => {
    const ladder = plan(inventedMarket('2005-06-01', calm), { hedge: FRONT })
    expect(layerOf(ladder, 'front').action).toBe('unknown')
  })

  describe('rolls', () => {
    it('at its days left and not before: sells at the bid, buys the next month, same count', () => {
      // 01-24 is no standard month: use 02-14 seen from ten and eleven days before it.
      for (const [date, action] of [
        ['2024-02-03', 'hold'],
        ['2024-02-04', 'roll'],
      ] as const) {
        const market = inventedMarket(date, calm)
        const layer = layerOf(plan(market, { hedge: FRONT, held: [held('2024-02-14', 18, 4, 800)] }), 'front')
        expect([date, layer.action]).toEqual([date, action])
        if (action === 'hold') continue
        const [sold, bought] = layer.orders
        expect([sold?.legs, sold?.units]).toEqual([
          [{ instrument: vixCallName(dayNumber(isoDate('2024-02-14')), 18), quantity: -1 }],
          4,
        ])
        expect([layer.target?.expiration, bought?.units]).toEqual(['2024-03-20', 4])
        const cash = 4 * 100 * ((sold?.natural_points ?? 0) + (bought?.natural_points ?? 0)) - 8 * FEES
        expect(layer.cost_dollars).toBeCloseTo(-cash, 9)
        expect(sold?.natural_points).toBeLessThan(layer.held[0]?.mark_points ?? 0)
      }
    })
    it('not into the same month, for ever, where no longer one is listed', () => {
      const market = inventedMarket(DATE, calm)
      const only = {
        ...market,
        futures: market.futures.filter(({ expirationDay }) => expirationDay - market.asOfDay < 160),
      }
      const back = { layers: [LADDER.layers[2]] }
      const book = [held('2024-05-22', 20, 2, 700, 'back')]
      const again = layerOf(plan(only, { hedge: back, held: book }), 'back')
      expect([again.action, again.target?.expiration]).toEqual(['roll', '2024-06-18'])
      const last = layerOf(
        plan(only, { hedge: back, held: [held('2024-06-18', 20, 2, 700, 'back')] }),
        'back',
      )
      expect([last.action, last.orders]).toEqual(['hold', []])
    })
    it('leaves a worthless contract to settle: nothing is sold at a zero bid', () => {
      const market = inventedMarket('2024-02-08', calm)
      const layer = layerOf(plan(market, { hedge: FRONT, held: [held('2024-02-14', 60, 4, 800)] }), 'front')
      expect([layer.action, layer.orders.length, layer.orders[0]?.legs[0]?.quantity]).toEqual(['roll', 1, 1])
      expect(layer.afterOrders_contracts).toBe(8)
    })
    it('sells what has a bid and leaves what has none, unless a short stands against it', () => {
      const market = inventedMarket('2024-02-08', calm)
      const [near, far] = [held('2024-02-14', 18, 4, 800), held('2024-02-14', 60, 2, 100)]
      const sells = (book: readonly HeldHedge[]): (readonly number[])[] =>
        layerOf(plan(market, { hedge: FRONT, held: book }), 'front')
          .orders.filter(({ legs }) => legs.some(({ instrument }) => instrument.includes('240214')))
          .map(({ legs, units }) => legs.map((leg) => leg.quantity * units))
      expect(sells([near])).toEqual([[-4]])
      expect(sells([near, far])).toEqual([[-4]])
      expect(sells([near, held('2024-02-14', 35, -4, -100)])).toEqual([[-4, 4]])
      // The long of this spread is worthless: its short is not bought back alone.
      expect(sells([far, held('2024-02-14', 70, -2, -50)])).toEqual([])
    })
    it('waits where a contract at its roll date cannot be priced today', () => {
      const market = inventedMarket('2024-02-08', calm)
      const blind = { ...market, futures: market.futures.slice(1) }
      const layer = layerOf(plan(blind, { hedge: FRONT, held: [held('2024-02-14', 18, 4, 800)] }), 'front')
      expect([layer.action, layer.orders, layer.held[0]?.note]).toEqual([
        'hold',
        [],
        'no settlement of VX 2024-02-14 at hand',
      ])
    })
  })

  describe('budget', () => {
    it('caps what a year may cost; what was spent counts', () => {
      const market = inventedMarket(DATE, calm)
      const asked = plan(market).layers.reduce((sum, { cost_dollars }) => sum + (cost_dollars ?? 0), 0)
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 8000, noNaN: true }),
          fc.integer({ min: 0, max: 400_000 }),
          (spent, account) => {
            const rules = { sizing: { ...RULES.sizing, account_dollars: account } }
            const ladder = plan(market, { spentLastYear_dollars: spent, rules })
            const cost = ladder.layers.reduce((sum, { cost_dollars }) => sum + (cost_dollars ?? 0), 0)
            expect(ladder.budgetLeft_dollars).toBe(Math.max(0, 0.02 * account - spent))
            expect(cost).toBeLessThanOrEqual(ladder.budgetLeft_dollars + 1e-9)
            if (ladder.budgetLeft_dollars >= asked) expect(cost).toBeCloseTo(asked, 9)
          },
        ),
        { numRuns: 80 },
      )
    })
    it('holds to settlement where it does not pay for a roll, and says that the floor is not met', () => {
      const market = inventedMarket('2024-02-08', calm)
      const book = [held('2024-02-14', 40, 3, 800)]
      const ladder = plan(market, { hedge: FRONT, held: book, spentLastYear_dollars: 5000 })
      expect([layerOf(ladder, 'front').action, layerOf(ladder, 'front').orders]).toEqual(['hold', []])
      expect(ladder.floor).toEqual({ share: 1, after_share: 0.75, met: false })
      expect(ladder.warnings).toContain('front: the budget pays for 0 of 4 contracts')
      expect(ladder.warnings.some((text) => text.startsWith('Less hedge is held'))).toBe(true)
    })
    it('lets a mode change the floor and nothing else', () => {
      const market = inventedMarket(DATE, calm)
      const [steward, promoter] = (['steward', 'promoter'] as const).map((mode) =>
        plan(market, { rules: { mode }, spentLastYear_dollars: 2600 }),
      )
      expect(steward?.layers).toEqual(promoter?.layers)
      expect([steward?.floor.met, promoter?.floor.met]).toEqual([false, true])
    })
  })

  describe('what is held', () => {
    const GAINS = { ...FRONT, monetise: { atCost_multiple: 3, sell_share: 0.5 } }
    it('takes a gain once: half is sold at three times cost, and neither sold again nor topped up the next day', () => {
      const spike = (days: number): number => 45 - 20 * (1 - Math.exp(-days / 60))
      const market = inventedMarket(DATE, spike)
      const first = plan(market, { hedge: GAINS, held: [held('2024-02-14', 19, 4, 800)] })
      const layer = layerOf(first, 'front')
      expect([layer.action, layer.orders[0]?.units, layer.afterOrders_contracts]).toEqual(['monetise', 2, 2])
      expect(layer.cost_dollars).toBeLessThan(0)
      const next = inventedMarket(after(DATE, 1), spike)
      const rest = layerOf(plan(next, { hedge: GAINS, held: [held('2024-02-14', 19, 2, 400)] }), 'front')
      expect([rest.action, rest.orders]).toEqual(['hold', []])
      // Back under one and a half times its cost the layer is filled up again.
      const calmer = inventedMarket(after(DATE, 2), calm)
      const filled = layerOf(plan(calmer, { hedge: GAINS, held: [held('2024-02-14', 19, 2, 400)] }), 'front')
      expect([filled.action, filled.orders[0]?.units]).toEqual(['open', 2])
      const never = plan(market, { hedge: FRONT, held: [held('2024-02-14', 19, 4, 800)] })
      expect(layerOf(never, 'front').action).toBe('hold')
    })
    it('is reduced with the condors, and kept to its roll date where there are none', () => {
      const market = inventedMarket(DATE, calm)
      const book = [held('2024-02-14', 19, 4, 800)]
      const fewer = layerOf(plan(market, { hedge: FRONT, held: book, condors: 5 }), 'front')
      expect([fewer.action, fewer.wants_contracts, fewer.orders[0]?.units]).toEqual(['reduce', 2, 2])
      const none = layerOf(plan(market, { hedge: FRONT, held: book, condors: 0 }), 'front')
      expect([none.action, none.orders]).toEqual(['hold', []])
      const late = inventedMarket('2024-02-08', calm)
      const sold = layerOf(
        plan(late, { hedge: FRONT, held: [held('2024-02-14', 16, 4, 800)], condors: 0 }),
        'front',
      )
      expect([sold.action, sold.orders[0]?.legs[0]?.quantity, sold.afterOrders_contracts]).toEqual([
        'reduce',
        -1,
        0,
      ])
      const nothing = layerOf(plan(market, { hedge: FRONT, condors: 0 }), 'front')
      expect(nothing.action).toBe('stand aside')
    })
    it('sells an old month where the new one already holds what is wanted', () => {
      const market = inventedMarket('2024-02-08', calm)
      const book = [held('2024-02-14', 16, 2, 400), held('2024-03-20', 19, 4, 800)]
      const layer = layerOf(plan(market, { hedge: FRONT, held: book }), 'front')
      expect([layer.action, layer.orders.map(({ units }) => units), layer.afterOrders_contracts]).toEqual([
        'reduce',
        [2],
        4,
      ])
    })
    it('is marked off its own future, unknown after its settlement, shown apart without a layer', () => {
      const market = inventedMarket(DATE, calm)
      const book = [
        held('2024-02-14', 19, 4, 800),
        held('2023-12-20', 19, 4, 800),
        held('2024-03-20', 25, 1, 90, null),
        { ...held('2024-02-14', 4500, 1, 90, null), instrument: 'SPXW  240216P04500000' },
      ]
      const ladder = plan(market, { hedge: FRONT, held: book })
      const [live, settled] = layerOf(ladder, 'front').held
      const vol = vixOptionVols().vol(29, Math.log(19 / calm(29)))
      const s = vol * Math.sqrt(29 / 365)
      const d1 = Math.log(calm(29) / 19) / s + s / 2
      expect(live?.mark_points).toBeCloseTo(calm(29) * normalCdf(d1, 0, 1) - 19 * normalCdf(d1 - s, 0, 1), 12)
      expect(settled?.note).toBe('settles to the VRO of 2023-12-20, not to VIX; record its settlement')
      expect(ladder.unassigned.map(({ note }) => note)).toEqual([null, 'not an instrument on VIX'])
    })
  })

  describe('activation by regime', () => {
    const regime = (fires: boolean | null) => [{ id: 'big-top-cash-press', label: 'Big Top', fires }]
    const byRegime = { ...FRONT, activation: 'regime', regimes: ['big-top-cash-press'] } as const
    it('buys while one holds, buys nothing while none does, and does not guess', () => {
      const market = inventedMarket(DATE, calm)
      const action = (fires: boolean | null) =>
        layerOf(plan(market, { hedge: byRegime, regimes: regime(fires) }), 'front').action
      expect([true, false, null].map(action)).toEqual(['open', 'stand aside', 'unknown'])
      expect(layerOf(plan(market, { hedge: byRegime }), 'front').action).toBe('unknown')
      const book = [held('2024-02-14', 19, 4, 800)]
      const kept = layerOf(plan(market, { hedge: byRegime, regimes: regime(false), held: book }), 'front')
      expect(kept.action).toBe('hold')
    })
  })

  describe('instruments', () => {
    const layer = (more: Partial<HedgeLayer>): Partial<HedgeRules> => ({
      layers: [{ ...LADDER.layers[0], ...more }],
    })
    it('buys call spreads of the width of the rules: their payoff ends there', () => {
      const market = inventedMarket(DATE, calm)
      const spread = layerOf(plan(market, { hedge: layer({ instrument: 'vix-call-spread' }) }), 'front')
      const legs = spread.target?.legs.map(({ instrument, quantity: count }) => [
        hedgeContract(instrument),
        count,
      ])
      expect(legs).toMatchObject([
        [{ strike_vol_points: 19 }, 1],
        [{ strike_vol_points: 29 }, -1],
      ])
      const call = layerOf(plan(market, { hedge: layer({}) }), 'front')
      expect(spread.target?.price_points).toBeLessThan(call.target?.price_points ?? 0)
      expect(spread.payoffDouble_dollars).toBeLessThan(call.payoffDouble_dollars ?? 0)
      expect((spread.payoffDouble_dollars ?? 0) + 4 * 100 * (spread.target?.price_points ?? 0)).toBeLessThan(
        4 * 1000,
      )
      // A held spread counts as its long calls and is closed as a package.
      const book = [held('2024-02-14', 19, 4, 800), held('2024-02-14', 29, -4, -200)]
      const late = inventedMarket('2024-02-08', calm)
      const rolled = layerOf(
        plan(late, { hedge: layer({ instrument: 'vix-call-spread' }), held: book }),
        'front',
      )
      expect([rolled.holds_contracts, rolled.action, rolled.orders[0]?.units]).toEqual([4, 'roll', 4])
      expect(rolled.orders[0]?.legs.map(({ quantity: count }) => count)).toEqual([-1, 1])
    })
    it('buys futures for their margin, which no budget pays', () => {
      const market = inventedMarket(DATE, calm)
      const ladder = plan(market, { hedge: layer({ instrument: 'vix-future' }), spentLastYear_dollars: 4990 })
      const future = layerOf(ladder, 'front')
      expect([future.target?.instrument, future.target?.delta, future.orders[0]?.units]).toEqual([
        'VX 2024-02-14',
        1,
        4,
      ])
      expect(future.cost_dollars).toBeCloseTo(4 * FEES, 9)
      expect(future.payoffDouble_dollars).toBeCloseTo(4000 * calm(29), 6)
      expect(ladder.warnings.some((text) => text.startsWith('A future loses'))).toBe(true)
    })
  })

  describe('the weights of the VIX Tail Hedge index', () => {
    const VXTH = mustAccept(presetNamed('vxth'))
    const ladder = VXTH.hedge as HedgeRules
    const wants = (market: VolatilityMarket, more: Partial<HedgeInputs> = {}) =>
      layerOf(planHedge({ ...INPUTS, asOfDay: market.asOfDay, rules: VXTH, market, ...more }), 'calls')
    const INPUTS = {
      condors: 0,
      coveredLoss_dollars: null,
      held: [],
      spentLastYear_dollars: 0,
      regimes: [],
      trigger: QUIET,
    }
    /** A VIX expiration: the next is 28 days away. */
    const ROLL = '2024-01-17'
    it.each([
      [14.5, 0],
      [15, 0],
      [18, 0.01],
      [30, 0.01],
      [34, 0.005],
      [50, 0.005],
      [60, 0],
    ])('spends the published share on one-month calls of 30 delta, the future at %d', (level, share) => {
      const layer = wants(inventedMarket(ROLL, () => level))
      const { target, orders } = layer
      expect([target?.expiration, target?.future_vol_points]).toEqual(['2024-02-14', level])
      const each = 100 * (target?.ask_points ?? 0) + FEES
      expect(layer.wants_contracts).toBe(Math.floor((share * 250_000) / each))
      expect(orders.map(({ units }) => units)).toEqual(share === 0 ? [] : [layer.wants_contracts])
      // Strikes are a point apart or more: the nearest to 30 delta.
      const delta = (strike: number): number => {
        const s = vixOptionVols().vol(28, Math.log(strike / level)) * Math.sqrt(28 / 365)
        return normalCdf(Math.log(level / strike) / s + s / 2, 0, 1)
      }
      const own = target?.strike_vol_points ?? 0
      for (const other of [own - 1, own + 1].filter((strike) => VIX_STRIKES.includes(strike)))
        expect(Math.abs(delta(own) - 0.3)).toBeLessThanOrEqual(Math.abs(delta(other) - 0.3))
    })
    it('are those of the day of the purchase: held to settlement, and nothing bought between expirations', () => {
      const spike = inventedMarket(after(ROLL, 7), () => 60)
      const book = [held('2024-02-14', 23, 11, 2400, 'calls')]
      const kept = wants(spike, { held: book })
      expect([kept.action, kept.wants_contracts, kept.orders]).toEqual(['hold', 11, []])
      const none = wants(inventedMarket(after(ROLL, 7), () => 20))
      expect([none.action, none.wants_contracts]).toEqual(['stand aside', 0])
      expect(none.reason.says).toContain('bought on VIX expirations only: the next is 2024-02-14')
      // On the expiration the old calls settle and new ones are bought.
      const next = wants(
        inventedMarket('2024-02-14', () => 20),
        { held: book },
      )
      expect([next.action, next.target?.expiration]).toEqual(['open', '2024-03-20'])
      expect(next.reason.says).toContain('weight 1.0 % of the account at a VX future of 20.00')
    })
    it('are never cut by the budget of the preset: thirteen purchases of the highest are within it', () => {
      expect(ladder.budget_share_per_year).toBeGreaterThanOrEqual(13 * 0.01)
      const most = wants(
        inventedMarket(ROLL, () => 18),
        { spentLastYear_dollars: 12 * 0.01 * 250_000 },
      )
      expect(most.orders[0]?.units).toBe(most.wants_contracts)
    })
  })

  it('pays what Black’s formula says if its future rises by half and doubles, at once', () => {
    const market = inventedMarket(DATE, calm)
    for (const { target, wants_contracts: wants, ...layer } of plan(market).layers) {
      const { future_vol_points: F = 0, strike_vol_points: strike, days = 0 } = target ?? {}
      const K = strike ?? 0
      const at = (future: number): number => {
        const s = vixOptionVols().vol(days, Math.log(K / future)) * Math.sqrt(days / 365)
        const d1 = Math.log(future / K) / s + s / 2
        return future * normalCdf(d1, 0, 1) - K * normalCdf(d1 - s, 0, 1)
      }
      expect(layer.payoffUpHalf_dollars).toBeCloseTo(wants * 100 * (at(1.5 * F) - at(F)), 8)
      expect(layer.payoffDouble_dollars).toBeCloseTo(wants * 100 * (at(2 * F) - at(F)), 8)
    }
  })
  it('costs a year of decay, roll-down, spread and fees if the curve stays', () => {
    const flat = inventedMarket(DATE, () => 20)
    const rising = inventedMarket(DATE, (days) => 18 + days / 50)
    for (const market of [flat, rising]) {
      const layer = layerOf(plan(market, { hedge: FRONT }), 'front')
      const {
        days = 0,
        strike_vol_points: strike,
        ask_points = 0,
        bid_points = 0,
        price_points = 0,
      } = layer.target ?? {}
      const K = strike ?? 0
      // Ten days are left at the roll. Spot, 01-17 a day away and 02-14 are the knots of the curve.
      const F = market === flat ? 20 : 18 + 10 / 50
      const s = vixOptionVols().vol(10, Math.log(K / F)) * Math.sqrt(10 / 365)
      const d1 = Math.log(F / K) / s + s / 2
      const left = F * normalCdf(d1, 0, 1) - K * normalCdf(d1 - s, 0, 1)
      const cycle = 100 * (price_points - left + ask_points - bid_points) + 2 * FEES
      expect(layer.carry_dollars_per_year).toBeCloseTo((4 * cycle * 365) / (days - 10), 8)
    }
    // A rising curve rolls down: it costs more.
    const carry = (market: VolatilityMarket): number => plan(market).carry_dollars_per_year ?? 0
    const scaled = inventedMarket(DATE, (days) => 20 + (days - 29) / 50)
    expect(carry(scaled)).toBeGreaterThan(carry(flat))
  })
  it('names days of the calendar that exist', () => {
    for (const { target } of plan(inventedMarket(DATE, calm)).layers) {
      expect(isoOfDay(quantity<DayNumber>(dayNumber(isoDate(target?.expiration ?? ''))))).toBe(
        target?.expiration,
      )
    }
  })
})
