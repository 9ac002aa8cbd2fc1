/** The hedge ladder as of a day: pure, the same answer for the same book, market and rules. */
import { type Rung, lowestRung } from '../../base/vocabulary/rung.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { vxContangoAt } from '../../market/surface/vx-curve.ts'
import type { HeldHedge } from '../book-facts.ts'
import { legCosts } from '../costs.ts'
import type { Figure, Reason } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import type { RegimeVerdict } from '../regime/regime.ts'
import type { HedgeLayer, HedgeRules, RuleSet } from '../rules/rule-set.ts'
import { hedgeContract } from './hedge-contract.ts'
import { SECOND_ENGINE_ID } from './hedge-ladder.ts'
import type { HedgeFloor, HedgeInstrument, HedgeLadder, LayerReading, MarkedHedge } from './hedge-ladder.ts'
import { rolledFuture, worthAt } from './hedge-scenario.ts'
import { markHedge } from './mark-hedges.ts'
import { contractsOf, planLayer } from './plan-layer.ts'
import { type SecondEngineInputs, readSecondEngine } from './second-engine.ts'
import { wantedContracts } from './wanted-contracts.ts'

export interface HedgeInputs {
  readonly asOfDay: number
  readonly rules: Pick<RuleSet, 'hedge' | 'secondEngine' | 'mode' | 'limits' | 'costs' | 'sizing'>
  /** Null: none is at hand, and nothing can be priced. */
  readonly market: VolatilityMarket | null
  /** Condors held, or wanted where none is. */
  readonly condors: number
  /** Their maximum loss; null where it is not known. */
  readonly coveredLoss_dollars: number | null
  readonly held: readonly HeldHedge[]
  /** See `hedgeSpentLastYear`. */
  readonly spentLastYear_dollars: number
  /** Read under activation by regime only. */
  readonly regimes: readonly Pick<RegimeVerdict, 'id' | 'label' | 'fires'>[]
  readonly trigger: SecondEngineInputs['trigger']
}

/** What is done about a market that is not at hand. */
const IMPORT_VX =
  'import the settlement files of VX futures (kondor import VX_2026-01-21.csv) or a VIX history for a modelled curve'

/** What a new condor is held to and a hedge cannot be. */
const NO_SIZES =
  'Nobody quotes size, open interest or volume of these instruments here: hedge orders are not held to their market.'

export function planHedge(inputs: HedgeInputs): HedgeLadder {
  const { rules, market, asOfDay, condors, coveredLoss_dollars, spentLastYear_dollars } = inputs
  const hedge = rules.hedge
  const futuresRung: Rung = market?.rung ?? 'indexed'
  const floorShare = rules.limits[rules.mode].hedgeFloor_share
  const budget_dollars = (hedge?.budget_share_per_year ?? 0) * rules.sizing.account_dollars
  const budgetLeft_dollars = Math.max(0, budget_dollars - spentLastYear_dollars)
  const marked = inputs.held.map((held) => ({ held, mark: markHedge(held, market, asOfDay) }))
  const on = activation(hedge, inputs.regimes)
  const warnings: string[] = [...(market?.notes ?? [])]
  const layers: LayerReading[] = []
  let left = budgetLeft_dollars
  for (const layer of hedge?.layers ?? []) {
    const held = marked.filter((one) => one.held.layerId === layer.id).map(({ mark }) => mark)
    const read = readLayer(layer, held, inputs, on.active, left)
    left -= Math.max(0, read.layer.cost_dollars ?? 0)
    layers.push(read.layer)
    warnings.push(...read.warnings)
  }
  const ids = new Set([SECOND_ENGINE_ID, ...(hedge?.layers.map(({ id }) => id) ?? [])])
  const rung = lowestRung(futuresRung, ...layers.map(({ target }) => target?.rung ?? futuresRung))
  const unassigned = marked
    .filter(({ held }) => held.layerId === null || !ids.has(held.layerId))
    .map(({ mark }) => mark)
  const setCost_dollars = sumOrNull(layers.map((layer) => setCostOf(layer, inputs)))
  const costToMaxLoss =
    setCost_dollars !== null && setCost_dollars > 0 && coveredLoss_dollars !== null && coveredLoss_dollars > 0
      ? setCost_dollars / coveredLoss_dollars
      : null
  const carry = sumOrNull(layers.map((layer) => layer.carry_dollars_per_year))
  const floor = floorOf(layers, floorShare)
  const sizes = sizeReason(inputs, rung, setCost_dollars, costToMaxLoss)
  const money = budgetReason(rung, budget_dollars, budgetLeft_dollars, layers, carry)
  const covered = floorReason(rung, rules.mode, floor)
  if (sizes.verdict === 'fail')
    warnings.push('One set costs more of the condors’ maximum loss than the rules accept.')
  if (covered.verdict === 'fail')
    warnings.push('Less hedge is held than the mode asks for: open no condor beyond it.')
  if (unassigned.length > 0)
    warnings.push(`${unassigned.length} held instruments belong to no layer of the rules.`)
  if (layers.some(({ orders }) => orders.length > 0)) warnings.push(NO_SIZES)
  if (hedge?.layers.some(({ instrument }) => instrument === 'vix-future') === true) {
    warnings.push('A future loses day by day without a premium: the budget does not cap that.')
  }
  const secondEngine =
    rules.secondEngine === null
      ? null
      : readSecondEngine({ rules: rules.secondEngine, costs: rules.costs, market, trigger: inputs.trigger })
  return {
    rung,
    source: market?.source ?? 'no volatility market at hand',
    layers,
    unassigned,
    setCost_dollars,
    coveredLoss_dollars,
    costToMaxLoss,
    budget_dollars,
    budgetLeft_dollars,
    carry_dollars_per_year: carry,
    floor,
    secondEngine,
    warnings,
    reason: reason(
      'hedge',
      layers.some(({ action }) => action === 'unknown') ? 'unknown' : 'note',
      'Hedge ladder for {hedge.condors}',
      [figure('hedge.condors', 'condors covered', condors, 'contracts', rung)],
      [
        marketReason(market, futuresRung),
        on.reason,
        ...layers.map((layer) => layer.reason),
        sizes,
        money,
        covered,
        ...(secondEngine === null ? [] : [secondEngine.reason]),
      ],
    ),
  }
}

function readLayer(
  layer: HedgeLayer,
  held: readonly MarkedHedge[],
  inputs: HedgeInputs,
  active: boolean | null,
  budgetLeft_dollars: number,
): { readonly layer: LayerReading; readonly warnings: readonly string[] } {
  const { market, rules } = inputs
  const { own = [], others = [] } = Object.groupBy(held, (one) => (isOfKind(one, layer) ? 'own' : 'others'))
  const names = others.map(({ instrument }) => instrument).join(', ')
  const stray =
    others.length === 0
      ? []
      : [`${layer.id}: ${names} is no ${layer.instrument} and is not counted: it is marked and left alone`]
  const { contracts: wants, because: wantedBecause } = wantedContracts({
    layer,
    held: own,
    rules,
    condors: inputs.condors,
    market,
  })
  const common = {
    id: layer.id,
    instrument: layer.instrument,
    tenor_days: layer.tenor_days,
    wants_contracts: wants,
    holds_contracts: contractsOf(own),
    held,
  }
  if (market === null) {
    const says = `Layer ${layer.id}: unknown, ${IMPORT_VX}`
    return {
      warnings: stray,
      layer: {
        ...common,
        target: null,
        action: 'unknown',
        orders: [],
        afterOrders_contracts: common.holds_contracts,
        cost_dollars: null,
        payoffUpHalf_dollars: null,
        payoffDouble_dollars: null,
        carry_dollars_per_year: null,
        reason: reason(`hedge.${layer.id}`, 'unknown', says),
      },
    }
  }
  const { costs, hedge } = rules
  const plan = planLayer({
    layer,
    wants,
    wantedBecause,
    held: own,
    market,
    active,
    monetise: hedge?.monetise ?? null,
    budgetLeft_dollars,
    costs,
  })
  const { target, action, sells, buys, because } = plan
  const orders = [...sells, ...buys]
  const up = (share: number): number | null =>
    target === null
      ? null
      : wants *
        target.multiplier *
        (worthAt(target.legs, market, target.future_vol_points * share, target.days) - target.price_points)
  const cost_dollars =
    action === 'unknown' ? null : orders.reduce((sum, order) => sum + order.cost_dollars, 0)
  const rung = target?.rung ?? market.rung
  return {
    warnings: [...stray, ...plan.warnings],
    layer: {
      ...common,
      target,
      action,
      orders: orders.map(({ order }) => order),
      afterOrders_contracts: plan.after,
      cost_dollars,
      payoffUpHalf_dollars: up(1.5),
      payoffDouble_dollars: up(2),
      carry_dollars_per_year: target === null ? null : carryOf(layer, wants, target, inputs, market),
      reason: reason(
        `hedge.${layer.id}`,
        action === 'unknown' ? 'unknown' : 'note',
        `Layer ${layer.id}: ${action}; {hedge.${layer.id}.holds} held of {hedge.${layer.id}.wants} wanted, orders cost {hedge.${layer.id}.cost}${because.length === 0 ? '' : ` (${because.join('; ')})`}`,
        [
          figure(`hedge.${layer.id}.holds`, 'held', common.holds_contracts, 'contracts', rung),
          figure(`hedge.${layer.id}.wants`, 'wanted', wants, 'contracts', rung),
          figure(`hedge.${layer.id}.cost`, 'cost of the orders', cost_dollars, 'dollars', rung),
        ],
      ),
    },
  }
}

/** A future moves ten times the dollars of an option: the two are not counted together. */
const isOfKind = ({ instrument }: MarkedHedge, layer: HedgeLayer): boolean =>
  (hedgeContract(instrument)?.kind === 'future') === (layer.instrument === 'vix-future')

/** What a year costs if the curve stays: from the target's tenor to the layer's roll, over and over, spread and fees with it. */
function carryOf(
  layer: HedgeLayer,
  wants: number,
  target: HedgeInstrument,
  inputs: HedgeInputs,
  market: VolatilityMarket,
): number | null {
  const cycle = target.days - layer.rollAt_days
  if (cycle <= 0) return null
  const later = worthAt(target.legs, market, rolledFuture(market, target, cycle), layer.rollAt_days)
  const spread = target.ask_points - target.bid_points
  const lost = (target.price_points - later + spread) * target.multiplier
  return (wants * (lost + 2 * legCosts(target.legs, inputs.rules.costs)) * 365) / cycle
}

function setCostOf(layer: LayerReading, inputs: HedgeInputs): number | null {
  const { target, wants_contracts: wants } = layer
  if (target === null) return null
  return wants * (target.cost_dollars + legCosts(target.legs, inputs.rules.costs))
}

const sumOrNull = (parts: readonly (number | null)[]): number | null =>
  parts.length === 0 || parts.includes(null)
    ? null
    : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)

function activation(
  hedge: HedgeRules | null,
  regimes: HedgeInputs['regimes'],
): { readonly active: boolean | null; readonly reason: Reason } {
  const id = 'hedge.activation'
  if (hedge === null) return { active: false, reason: reason(id, 'note', 'The rules have no ladder') }
  if (hedge.activation === 'always') {
    return { active: true, reason: reason(id, 'pass', 'The ladder is always on') }
  }
  const named = hedge.regimes.map(
    (name) => regimes.find((one) => one.id === name) ?? { id: name, label: name, fires: null },
  )
  const firing = named.find(({ fires }) => fires === true)
  if (firing !== undefined) {
    return { active: true, reason: reason(id, 'pass', `The ladder is on: ${firing.label} holds`) }
  }
  const unknown = named.filter(({ fires }) => fires === null)
  const names = (unknown.length > 0 ? unknown : named).map(({ label }) => label).join(', ')
  return unknown.length > 0
    ? { active: null, reason: reason(id, 'unknown', `Whether the ladder is on is unknown: ${names}`) }
    : { active: false, reason: reason(id, 'fail', `The ladder is off: none of ${names} holds`) }
}

function marketReason(market: VolatilityMarket | null, rung: Rung): Reason {
  const id = 'hedge.market'
  if (market === null) return reason(id, 'unknown', `No volatility market: ${IMPORT_VX}`)
  const { futures, asOfDay, vix_vol_points, source, optionVols } = market
  const contango = vxContangoAt(futures, asOfDay)
  const front = futures[0]?.settle_vol_points ?? null
  return reason(
    id,
    'note',
    'Priced off {hedge.source}: front future {hedge.front} with VIX at {hedge.vix}, 60 over 30 days {hedge.contango}; options {hedge.vols}',
    [
      figure('hedge.source', 'source of the futures', source, 'text', rung),
      figure('hedge.front', 'front VX future', front, 'vol points', rung),
      figure(
        'hedge.vix',
        'VIX',
        vix_vol_points,
        'vol points',
        rung,
        'shown beside the curve, never an underlying',
      ),
      figure('hedge.contango', 'contango', contango, 'fraction', rung),
      figure('hedge.vols', 'volatility of VIX options', optionVols.says, 'text', lowestRung(rung, 'indexed')),
    ],
  )
}

function sizeReason(
  inputs: HedgeInputs,
  rung: Rung,
  setCost: number | null,
  costToMaxLoss: number | null,
): Reason {
  const most = inputs.rules.hedge?.costToMaxLossWarn ?? 1
  const figures: Figure[] = [
    figure('hedge.setCost', 'one set at the ask', setCost, 'dollars', rung),
    figure('hedge.coveredLoss', 'maximum loss covered', inputs.coveredLoss_dollars, 'dollars', rung),
    figure('hedge.costToMaxLoss', 'set over maximum loss', costToMaxLoss, 'fraction', rung),
    figure('hedge.costToMaxLossWarn', 'most accepted', most, 'fraction', rung),
  ]
  return reason(
    'hedge.size',
    costToMaxLoss === null ? 'unknown' : costToMaxLoss > most ? 'fail' : 'pass',
    'One set costs {hedge.setCost}, {hedge.costToMaxLoss} of the maximum loss of {hedge.coveredLoss} (at most {hedge.costToMaxLossWarn})',
    figures,
  )
}

function budgetReason(
  rung: Rung,
  budget: number,
  left: number,
  layers: readonly LayerReading[],
  carry: number | null,
): Reason {
  const asked = layers.reduce((sum, { cost_dollars }) => sum + Math.max(0, cost_dollars ?? 0), 0)
  return reason(
    'hedge.budget',
    carry === null ? 'unknown' : carry > budget ? 'fail' : 'pass',
    'Budget {hedge.budget} a year, {hedge.budgetLeft} left, orders take {hedge.asked}; kept on for a year at today’s prices the ladder costs {hedge.carry}',
    [
      figure('hedge.budget', 'budget a year', budget, 'dollars', rung),
      figure('hedge.budgetLeft', 'left of it', left, 'dollars', rung),
      figure('hedge.asked', 'cost of the orders', asked, 'dollars', rung),
      figure('hedge.carry', 'carry a year', carry, 'dollars', rung, 'if the curve stays as it is'),
    ],
  )
}

function floorOf(layers: readonly LayerReading[], share: number): HedgeFloor {
  const wants = layers.reduce((sum, layer) => sum + layer.wants_contracts, 0)
  if (wants === 0 || layers.some(({ action }) => action === 'unknown')) {
    return { share, after_share: null, met: null }
  }
  // Layer by layer: too much of one does not make up for another.
  const after = layers.reduce(
    (sum, layer) => sum + Math.min(layer.wants_contracts, layer.afterOrders_contracts),
    0,
  )
  return { share, after_share: after / wants, met: after / wants >= share - 1e-9 }
}

function floorReason(rung: Rung, mode: string, floor: HedgeFloor): Reason {
  return reason(
    'hedge.floor',
    floor.met === null ? 'note' : floor.met ? 'pass' : 'fail',
    `Held after the orders: {hedge.after} of what is asked for; a ${mode} holds at least {hedge.floor}`,
    [
      figure('hedge.after', 'held after the orders', floor.after_share, 'fraction', rung),
      figure('hedge.floor', 'least held', floor.share, 'fraction', rung),
    ],
  )
}
