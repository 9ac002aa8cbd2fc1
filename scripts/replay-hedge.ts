/**
 * Replays the hedge ladder on real VX contracts, 2008 to 2011, and prints what it cost each year and what it paid in October 2008.
 *
 *   npm run hedge       (reads KONDOR_REAL_DATA, default ../shared/data; ten seconds)
 *
 * VX settlements and final settlements are real; VIX option quotes are modelled on them, so the volatility assumptions are varied.
 * The figures of docs/concepts/hedge.md are these.
 */
import { dayNumber, isoDate, isoOfDay } from '../src/base/calendar/civil.ts'
import type { DayNumber } from '../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { hedgePnl, hedgeYears } from '../src/engine/hedge/hedge-summary.ts'
import { type HedgeReplay, replayHedge } from '../src/engine/hedge/replay-hedge.ts'
import { black76Price } from '../src/market/pricing/black76.ts'
import {
  VIX_VOL_ASSUMPTIONS,
  type VixVolAssumptions,
  vixOptionVols,
} from '../src/market/surface/vix-option-vols.ts'
import { hedgeContract } from '../src/policy/hedge/hedge-contract.ts'
import { presetNamed } from '../src/policy/rules/presets.ts'
import type { HedgeRules } from '../src/policy/rules/rule-set.ts'
import { vixCloses } from './real-data/daily.ts'
import { vxHistories } from './real-data/vx-histories.ts'

const CONDORS = 10
const rules = mustAccept(presetNamed('monthly-16-delta+alvh'))
const ladder = rules.hedge
if (ladder === null) throw new Error('the preset has no ladder')
const closes = [...vixCloses()]
const vix = {
  days: Int32Array.from(closes.map(([date]) => dayNumber(isoDate(date)))),
  values: Float64Array.from(closes.map(([, close]) => close)),
}
const futures = await vxHistories()
const day = (date: string): number => dayNumber(isoDate(date))
const dollars = (cents: number): string => Math.round(cents / 100).toLocaleString('en-US')

const vxth = mustAccept(presetNamed('vxth')).hedge
if (vxth === null) throw new Error('vxth has no calls')
const unlimited = { budget_share_per_year: 1 }
const gains = { atCost_multiple: 3, sell_share: 0.5 }
const cases: readonly (readonly [string, Partial<HedgeRules>, Partial<VixVolAssumptions>])[] = [
  ['as published: 4/4/2, no budget', unlimited, {}],
  ['as published, half sold at 3 times cost', { ...unlimited, monetise: gains }, {}],
  ['preset: budget 2 % a year of 250,000', {}, {}],
  ['budget 2 % a year of 500,000', { budget_share_per_year: 0.04 }, {}],
  ['weights of VXTH, 250,000', vxth, {}],
  ['as published, volatilities x 0.8', unlimited, { scale: 0.8 }],
  ['as published, volatilities x 1.3', unlimited, { scale: 1.3 }],
  ['as published, no call skew', unlimited, { callSkew: 0 }],
  ['as published, call skew 0.25', unlimited, { callSkew: 0.25 }],
]
for (const [label, change, vols] of cases) {
  const assumptions = { ...VIX_VOL_ASSUMPTIONS, ...vols }
  const replay = replayWith({ ...ladder, ...change }, assumptions)
  const years = hedgeYears(replay)
  console.log(`\n${label}`)
  for (const { year, pnl_cents, byLayer, paid_cents, received_cents, lines } of years) {
    const layers = [...byLayer].map(([layer, cents]) => `${layer} ${dollars(cents)}`).join(', ')
    console.log(
      `  ${year}: ${dollars(pnl_cents)} (${layers}); paid ${dollars(paid_cents)}, received ${dollars(received_cents)}, spread and fees ${dollars(lines.costs)}`,
    )
  }
  console.log(`  orders that found no bid or no quote on their day: ${replay.lapses.length}`)
  const total = years.reduce((sum, { pnl_cents }) => sum + pnl_cents, 0)
  console.log(
    `  2008 to 2011: ${dollars(total)}; 2008-09-26 to 2008-10-27: ${dollars(hedgePnl(replay, day('2008-09-26'), day('2008-10-27')))}`,
  )
}

const replay = replayWith({ ...ladder, ...unlimited }, VIX_VOL_ASSUMPTIONS)
console.log('\nWhat the same contracts would show if they were marked on spot VIX (as published):')
for (const date of ['2008-10-10', '2008-10-24', '2008-10-27', '2008-11-20']) {
  const on = replay.days.find((one) => one.day === day(date))
  if (on === undefined || on.vix_vol_points === null) continue
  const right = markedOn(on, null)
  const wrong = markedOn(on, on.vix_vol_points)
  console.log(
    `  ${isoOfDay(on.day as DayNumber)}: off futures ${dollars(100 * right)}, on spot ${on.vix_vol_points} ${dollars(100 * wrong)}`,
  )
}

function replayWith(hedge: HedgeRules, assumptions: VixVolAssumptions): HedgeReplay {
  return mustAccept(
    replayHedge({
      rules: { ...rules, hedge, secondEngine: null },
      futures,
      vix,
      vro: null,
      optionVols: vixOptionVols(assumptions),
      fromDay: day('2008-01-02'),
      toDay: day('2011-12-30'),
      condors: CONDORS,
      coveredLoss_dollars: null,
    }),
  )
}

/** Value of what is held, each call on its own future, or all of them on one underlying. */
function markedOn(on: HedgeReplay['days'][number], underlying: number | null): number {
  const vols = vixOptionVols()
  let sum = 0
  for (const { instrument, quantity } of on.held) {
    const contract = hedgeContract(instrument)
    if (contract?.kind !== 'option') continue
    const history = futures.find(({ expirationDay }) => expirationDay === contract.expirationDay)
    const settle = history?.settles[history.days.indexOf(on.day)] ?? 0
    const forward_points = underlying ?? settle
    const days = contract.expirationDay - on.day
    sum +=
      quantity *
      contract.multiplier *
      black76Price({
        right: contract.right,
        forward_points,
        strike_points: contract.strike_vol_points,
        years: days / 365,
        volatility: vols.vol(days, Math.log(contract.strike_vol_points / forward_points)),
        discount: 1,
      })
  }
  return sum
}
