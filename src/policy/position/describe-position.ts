/** A judged position with everything said about it: readings, ledger, every invariant that its inputs allow. */
import { formatNewYork } from '../../base/calendar/new-york.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import { nearestVolShift } from '../../book/structure/break-even-vol.ts'
import { breakEvensAtExpiry, breakEvensToday } from '../../book/structure/break-evens.ts'
import { expectedMoveOf } from '../../book/structure/expected-move.ts'
import { dollarGreeks, structureGreeks } from '../../book/structure/greeks.ts'
import {
  coverageKappa,
  dollarGamma,
  equivalentPool,
  lvrPerTradingDay,
  rentPerTradingDay,
} from '../../book/structure/lvr.ts'
import { riskNeutralBetween } from '../../book/structure/probabilities.ts'
import { type StructureModel, structureValue } from '../../book/structure/structure-model.ts'
import { clockRatio } from '../../book/structure/trading-clock.ts'
import type { HeldPosition } from '../book-facts.ts'
import { candidateLeg } from '../candidate-core.ts'
import type { MarketFacts } from '../facts.ts'
import { invariantSeries } from '../invariant/invariant-series.ts'
import { type InvariantMonitor, monitorInvariant } from '../invariant/monitor.ts'
import { INVARIANTS } from '../invariant/registry.ts'
import type { MarketReadings } from '../market-readings.ts'
import { unknownSize } from '../market-caps.ts'
import { canonicalHash } from '../rules/canonical.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { describeHeld } from './describe-held.ts'
import { type JudgedPosition, baselineAdjust } from './judge-position.ts'
import { type EarlierMarkets, earlierMark } from './earlier-mark.ts'
import { closingLegs } from './market-room.ts'
import type { PositionEvidence } from './position-evidence.ts'
import type {
  PositionDecision,
  PositionInvariant,
  PositionMark,
  PositionReadings,
} from './position-decision.ts'
import { type MarkedModel, ledgerSinceEntry, ledgerSinceMark } from './position-ledger.ts'

/** What is shown beside the watched one: one of each kind, none of which the rules act on. */
const DIAGNOSTICS: readonly string[] = [
  'credit-distance',
  'dollar-gamma-variance',
  'width-premium',
  'extrinsic-implied-vol',
]

export interface DescribedIn {
  readonly facts: MarketFacts
  readonly readings: MarketReadings
  readonly rules: RuleSet
  /** The market moved by hand, in words; null where it was not. */
  readonly shock: string | null
  /** What closing everything that is open of the position's chain brings at natural, dollars; null where a part has no mark. */
  readonly chainClosing_dollars: number | null
  readonly earlier: EarlierMarkets
}

export function describePosition(judged: JudgedPosition, at: DescribedIn): PositionDecision {
  const { position, evidence, action, because, orders, cost_dollars, reason } = judged
  const { facts } = at
  const now =
    evidence === null ? null : { model: evidence.now.model, mid_points: evidence.closing.mid_points }
  return {
    trade: position.trade,
    chain: position.chain,
    rolls: position.rolls,
    adjustments: position.adjustments,
    label: describeHeld(position),
    rung: facts.market.chain.rung,
    root: position.root,
    expiration: position.expiration,
    contracts: position.contracts,
    openedAt: formatNewYork(position.openedAt),
    days: evidence === null ? null : evidence.held.expiry.days,
    shock: at.shock,
    legs:
      evidence === null
        ? []
        : evidence.held.legs.map((leg) => candidateLeg(leg, position.root, position.expiration)),
    mark: evidence === null ? null : markOf(position, evidence, at.chainClosing_dollars),
    readings: evidence === null ? null : readingsOf(position, evidence, at),
    ledger: now === null ? null : ledgerSinceEntry(position, now),
    ...previousOf(position, now, at.earlier),
    entryNote: position.entryNote,
    invariants: evidence === null ? [] : invariantsOf(position, evidence, at),
    restorations: evidence?.solve?.restorations ?? [],
    action,
    because,
    cost_dollars,
    orders,
    reason,
    warnings: warningsOf(position, evidence, at, orders.length > 0),
  }
}

function previousOf(
  position: HeldPosition,
  now: MarkedModel | null,
  earlier: EarlierMarkets,
): Pick<PositionDecision, 'sincePrevious' | 'previousNote'> {
  if (now === null) return { sincePrevious: null, previousNote: 'it cannot be marked now' }
  const mark = earlierMark(position, earlier)
  if ('unknown' in mark) return { sincePrevious: null, previousNote: mark.unknown }
  const ledger = ledgerSinceMark(position, mark, now)
  if (ledger === null) return { sincePrevious: null, previousNote: 'that snapshot lies after this one' }
  return { sincePrevious: { quotedAt: mark.quotedAt, ledger }, previousNote: `from ${mark.source}` }
}

function warningsOf(
  position: HeldPosition,
  evidence: PositionEvidence | null,
  { facts, rules, shock }: DescribedIn,
  trades: boolean,
): readonly string[] {
  const warnings: string[] = []
  if (position.rulesHash !== null && position.rulesHash !== canonicalHash(rules)) {
    warnings.push(
      `it was opened by other rules (hash ${position.rulesHash.slice(0, 12)}) than it is decided on by`,
    )
  }
  if (shock !== null) warnings.push(`the market was moved by hand (${shock}): nobody quotes these prices`)
  else if (facts.market.chain.rung !== 'quoted') warnings.push('prices are modelled, not quoted')
  for (const leg of evidence?.held.legs ?? []) {
    const name = `the ${leg.quantity < 0 ? 'short' : 'long'} ${leg.right === 'P' ? 'put' : 'call'}`
    if (leg.zeroBid && leg.quantity > 0)
      warnings.push(`${name} has no bid: it cannot be sold, and counts nothing`)
    const shown = leg.quantity < 0 ? leg.askSize_contracts : leg.bidSize_contracts
    if (shown !== null && shown < position.contracts) {
      warnings.push(`${name} shows ${shown} contracts where ${position.contracts} would be closed`)
    }
    if (leg.volatilitySource === 'smile') warnings.push(`${name} is re-priced with the smile's volatility`)
  }
  const unknown = evidence === null || !trades ? null : unknownSize(closingLegs(evidence.held.legs))
  if (unknown !== null && facts.market.chain.rung === 'quoted') warnings.push(unknown)
  return warnings
}

function markOf(
  position: HeldPosition,
  { closing, now }: PositionEvidence,
  chainClosing_dollars: number | null,
): PositionMark {
  const size = now.model.multiplier * position.contracts
  const credit = position.entryCredit_points
  return {
    entryCredit_points: credit,
    mid_points: 0 - closing.mid_points,
    natural_points: 0 - closing.natural_points,
    pnlAtMid_dollars: (credit + closing.mid_points) * size,
    pnlAtNatural_dollars: (credit + closing.natural_points) * size,
    chainPnlAtNatural_dollars:
      chainClosing_dollars === null ? null : position.chainCash_cents / 100 + chainClosing_dollars,
  }
}

function readingsOf(
  position: HeldPosition,
  { held, now }: PositionEvidence,
  { facts, readings }: DescribedIn,
): PositionReadings {
  const { model } = now
  const { expiry } = held
  const greeks = structureGreeks(model)
  const all = { ...model, multiplier: model.multiplier * position.contracts }
  const gamma = dollarGamma(all, greeks)
  const variance = readings.forecast?.variance ?? null
  const clock = clockRatio(facts.market.chain.quotedAt, expiry)
  const credit = position.entryCredit_points
  const settled = breakEvensAtExpiry(position.legs, credit)
  const today = breakEvensToday(model, credit)
  const [, shortPut, shortCall] = position.legs
  const move = expectedMoveOf(expiry)
  const toPut = model.forward_points - shortPut.strike_points
  const toCall = shortCall.strike_points - model.forward_points
  const range = readings.edr === null ? null : readings.edr.fraction * readings.spot_points
  return {
    forward_points: model.forward_points,
    greeks: dollarGreeks(greeks, all.multiplier),
    dollarGamma_dollars: gamma,
    lvr: {
      atForecast_dollars_per_day: variance === null ? null : lvrPerTradingDay(gamma, variance),
      atImplied_dollars_per_day: rentPerTradingDay(all, greeks) * clock,
    },
    coverageKappa: coverageKappa(greeks, variance === null ? null : variance / clock),
    equivalentPool_dollars: equivalentPool(gamma),
    breakEvens: {
      expiryLow_points: settled.low_points,
      expiryHigh_points: settled.high_points,
      todayLow_points: today.low_points,
      todayHigh_points: today.high_points,
    },
    breakEvenVolShift_vol_points: shiftToCredit(model, credit),
    expectedMove_points: move,
    putDistance_moves: toPut / move,
    callDistance_moves: toCall / move,
    putDistance_edr: range === null ? null : toPut / range,
    callDistance_edr: range === null ? null : toCall / range,
    riskNeutralProfit: credit > 0 ? riskNeutralBetween(expiry, settled.low_points, settled.high_points) : 0,
  }
}

function shiftToCredit(model: StructureModel, credit_points: number): number | null {
  const shift = valueOrNull(
    nearestVolShift((volShift) => credit_points + structureValue(model, { volShift })),
  )
  return shift === null ? null : shift * 100
}

function invariantsOf(
  position: HeldPosition,
  evidence: PositionEvidence,
  at: DescribedIn,
): readonly PositionInvariant[] {
  const { entry } = position
  const { rules, facts, readings } = at
  if (entry === null) return []
  const watchedId = rules.invariant?.id ?? null
  const shown = INVARIANTS.filter(({ id }) => id === watchedId || DIAGNOSTICS.includes(id))
  return shown
    .map((invariant) => {
      const watched = invariant.id === watchedId
      const series = invariantSeries(invariant.needs, facts, readings, null)
      const options =
        watched && rules.invariant !== null
          ? {
              adjust: baselineAdjust(facts, rules),
              band: rules.invariant.band,
              signals: rules.invariant.signals,
            }
          : {}
      const full = monitorInvariant(invariant, entry, { ...evidence.now, series }, options)
      const judged = watched ? (evidence.watched?.monitor ?? full) : full
      return invariantShown(judged, full, watched)
    })
    .sort((a, b) => Number(b.watched) - Number(a.watched))
}

/** The judgement's bands and verdict, with the chances that only the longer simulation tells. */
function invariantShown(
  judged: InvariantMonitor,
  full: InvariantMonitor,
  watched: boolean,
): PositionInvariant {
  const { reading, ratio, bands, attribution, verdict, suggestion, says } = judged
  const chances = (which: 'k' | 'ratio') => ({
    chanceOneSession: full.bands[which].chanceOneSession,
    chanceAllSessions: full.bands[which].chanceAllSessions,
  })
  return {
    reading,
    ratioDeviation: ratio.deviation,
    kBands: { ...bands.k, ...chances('k') },
    ratioBands: { ...bands.ratio, ...chances('ratio') },
    kAttribution: attribution.k,
    ratioAttribution: attribution.ratio,
    attributionNote: attribution.why,
    verdict,
    suggestion,
    says,
    watched,
  }
}
