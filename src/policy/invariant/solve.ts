/**
 * Everything on the chain that restores k: other strikes and expiries with the same widths, and another number of
 * contracts. Ranked by LVR saved less cost; and whether to do any of it. The no-action region is that of a market maker's
 * fee: inside it correcting costs more than the bleed it saves.
 */
import { structureGreeks } from '../../book/structure/greeks.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import { TRADING_DAYS_PER_YEAR, dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { priceStructure } from '../../book/structure/price-structure.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { METHOD_BAND, tenorScale } from './bands.ts'
import { daysLeft, shortWidth } from './factors.ts'
import { type HeldCondor, findHeldCondor } from './held-condor.ts'
import {
  type BaselineAdjust,
  type Invariant,
  type InvariantState,
  agedBaseline,
  logOver,
  productOf,
} from './invariant.ts'
import { type FamilyMember, type FamilyRoot, familyRoots, restrikeFamily } from './restrike-family.ts'

export interface SolveQuestion {
  readonly invariant: Invariant
  /** The condor as it was sold. */
  readonly entry: InvariantState
  readonly root: string
  readonly expiration: string
  readonly contracts: number
  readonly market: MarketState
  /** Forecast variance now; null where unknown: then nothing can be ranked by LVR. */
  readonly forecastVariance: number | null
  readonly series?: InvariantState['series']
  readonly adjust?: BaselineAdjust | null
  /** Commission and fees per contract and leg, each way. */
  readonly feePerLeg_dollars: number
  /** A wing may be this far from the width wished. Default 0. */
  readonly wingTolerance_points?: number
  /** Expiries looked at, in days from now. Default: all. */
  readonly days?: readonly [number, number]
  /** |ln(k / baseline)| below which nothing is done; default 0.20 scaled by tenor. */
  readonly actBand?: number
}

export interface Restoration {
  readonly direction: 'widen' | 'tighten' | 'same width' | 'resize'
  readonly branch: 'outer' | 'inner' | null
  readonly root: string
  readonly expiration: string
  readonly strikes_points: readonly number[]
  readonly contracts: number
  readonly k: number
  /** ln(k / target): what listed strikes and whole contracts leave; null where no contract is left. */
  readonly residual: number | null
  readonly lvr_dollars_per_day: number | null
  /** Over the trading days the held condor has left (expected dollar gamma does not drift); null without a forecast. */
  readonly lvrSaved_dollars: number | null
  /** Spread paid from mid to natural on all that is closed and opened, and fees. */
  readonly cost_dollars: number
  readonly net_dollars: number | null
}

export interface SolveAnswer {
  readonly target: number
  readonly k: number
  readonly deviation: number
  readonly lvr_dollars_per_day: number | null
  /** Best first; without a forecast the cheapest first. */
  readonly restorations: readonly Restoration[]
  /** Why no re-strike restores k; null where one does. */
  readonly noRestrike: string | null
  /** The one to do, or null: stay inside the no-action region. */
  readonly act: Restoration | null
  readonly says: string
}

/** Refuses where the condor is not on the chain, and where k or its baseline is unknown or past a guard. */
export function solveInvariant(question: SolveQuestion): Result<SolveAnswer> {
  const { invariant, entry, market } = question
  const held = findHeldCondor(market, question.root, question.expiration, entry.legs)
  if (!held.ok) return held
  const now: InvariantState = {
    ...entry,
    model: held.value.model,
    forecastVariance: question.forecastVariance,
    ...(question.series === undefined ? {} : { series: question.series }),
  }
  const measured = invariant.measure(now)
  const k = productOf(measured)
  const target = agedBaseline(invariant, entry, now, question.adjust ?? null).k
  const deviation = logOver(k, target)
  if (k === null || target === null || deviation === null) {
    return refused(
      refuse('number.out-of-range', {
        field: invariant.id,
        was: `k ${String(k)}, baseline ${String(target)}`,
        wanted: `both known and positive${measured.note === '' ? '' : `; ${measured.note}`}`,
        source: 'solve',
      }),
    )
  }
  const scene: Scene = { question, held: held.value, now, target, lvr: lvrOf(now.model, question) }
  const { found, noRestrike } = restrikes(scene)
  const sized = resize(scene, k)
  const restorations = [...found, ...(sized === null ? [] : [sized])].sort(byWorth)
  return accepted({
    target,
    k,
    deviation,
    lvr_dollars_per_day: scene.lvr,
    restorations,
    noRestrike,
    ...decide(scene, restorations, deviation),
  })
}

interface Scene {
  readonly question: SolveQuestion
  readonly held: HeldCondor
  readonly now: InvariantState
  readonly target: number
  readonly lvr: number | null
}

function lvrOf(
  model: StructureModel,
  question: SolveQuestion,
  contracts = question.contracts,
): number | null {
  if (question.forecastVariance === null || model.years <= 0) return null
  const gamma = dollarGamma(model, structureGreeks(model))
  return lvrPerTradingDay(gamma, question.forecastVariance) * contracts
}

function restrikes(scene: Scene): {
  readonly found: readonly Restoration[]
  readonly noRestrike: string | null
} {
  const { question, now, target, held } = scene
  const [from, to] = question.days ?? [0, Infinity]
  const found: Restoration[] = []
  let members = 0
  let largest = 0
  let smallest = Infinity
  for (const expiry of question.market.expiries) {
    if (expiry.years <= 0 || expiry.days < from || expiry.days > to || expiry.slice.counterfactual) continue
    const family = restrikeFamily(question.invariant, now, expiry, question.wingTolerance_points ?? 0)
    for (const { k } of family) {
      if (k === null || k <= 0) continue
      members += 1
      largest = Math.max(largest, k)
      smallest = Math.min(smallest, k)
    }
    for (const root of familyRoots(family, target)) {
      if (expiry === held.expiry && sameStrikes(root.member.legs, held.legs)) continue
      found.push(restrikeTo(scene, root, expiry.slice.root, expiry.slice.expiration))
    }
  }
  if (found.length > 0) return { found, noRestrike: null }
  const share = (k: number): string => (k / target).toPrecision(3)
  const noRestrike =
    members === 0
      ? 'no listed condor of these widths can be sold'
      : largest < target
        ? `the largest k on listed strikes is ${share(largest)} of the baseline`
        : smallest > target
          ? `the smallest k on listed strikes is ${share(smallest)} of the baseline`
          : 'k crosses its baseline at the held strikes only'
  return { found, noRestrike }
}

function restrikeTo(scene: Scene, found: FamilyRoot, root: string, expiration: string): Restoration {
  const { question, held, now } = scene
  const { member, branch, residual } = found
  const change = shortWidth(member.state) - shortWidth(now)
  const cost = spreadCost(held.legs, held.model.multiplier) + spreadCost(member.legs, held.model.multiplier)
  const fees = (contractsIn(held.legs) + contractsIn(member.legs)) * question.feePerLeg_dollars
  return {
    direction: change > 0 ? 'widen' : change < 0 ? 'tighten' : 'same width',
    branch,
    root,
    expiration,
    strikes_points: member.legs.map(({ strike_points }) => strike_points),
    contracts: question.contracts,
    ...priced(scene, member, (cost + fees) * question.contracts, question.contracts),
    residual,
  }
}

/** k counts contracts: n times smaller restores k at the strikes that are held. */
function resize(scene: Scene, k: number): Restoration | null {
  const { question, held, now, target } = scene
  const contracts = Math.round((question.contracts * target) / k)
  const moved = Math.abs(contracts - question.contracts)
  if (moved === 0) return null
  const each =
    spreadCost(held.legs, held.model.multiplier) + contractsIn(held.legs) * question.feePerLeg_dollars
  const total = (k * contracts) / question.contracts
  return {
    direction: 'resize',
    branch: null,
    root: question.root,
    expiration: question.expiration,
    strikes_points: held.legs.map(({ strike_points }) => strike_points),
    contracts,
    ...priced(scene, { state: now, k: total, legs: held.legs }, each * moved, contracts),
    residual: logOver(total, target),
  }
}

function priced(
  { question, held, lvr }: Scene,
  member: FamilyMember,
  cost_dollars: number,
  contracts: number,
): Pick<Restoration, 'k' | 'lvr_dollars_per_day' | 'lvrSaved_dollars' | 'cost_dollars' | 'net_dollars'> {
  const after = lvrOf(member.state.model, question, contracts)
  const days = held.model.years * TRADING_DAYS_PER_YEAR
  const saved = lvr === null || after === null ? null : (lvr - after) * days
  return {
    k: member.k ?? 0,
    lvr_dollars_per_day: after,
    lvrSaved_dollars: saved,
    cost_dollars,
    net_dollars: saved === null ? null : saved - cost_dollars,
  }
}

function decide(
  { question, now }: Scene,
  restorations: readonly Restoration[],
  deviation: number,
): Pick<SolveAnswer, 'act' | 'says'> {
  const band = question.actBand ?? METHOD_BAND.act * tenorScale(daysLeft(now))
  const best = restorations.at(0)
  if (Math.abs(deviation) < band) return { act: null, says: 'no action: k is within its band' }
  if (best === undefined) return { act: null, says: 'no action: nothing on the chain restores k' }
  if (best.net_dollars === null) return { act: null, says: 'no action: without a forecast LVR is unknown' }
  if (best.net_dollars <= 0) {
    return { act: null, says: 'no action: every restoration costs more than the LVR it saves' }
  }
  return { act: best, says: 'the LVR it saves exceeds what it costs at natural' }
}

const byWorth = (a: Restoration, b: Restoration): number =>
  a.net_dollars !== null && b.net_dollars !== null
    ? b.net_dollars - a.net_dollars
    : a.cost_dollars - b.cost_dollars

/** Dollars from mid to natural of trading the legs once, either way round. */
function spreadCost(legs: CondorLegs, multiplier: number): number {
  const { mid_points, natural_points } = priceStructure(legs)
  return Math.max(0, mid_points - natural_points) * multiplier
}

const contractsIn = (legs: CondorLegs<OptionLeg>): number =>
  legs.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0)

const sameStrikes = (a: CondorLegs<OptionLeg>, b: CondorLegs<OptionLeg>): boolean =>
  a.every((leg, i) => leg.strike_points === b[i].strike_points)
