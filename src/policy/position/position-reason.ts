/** The reason tree of a position's decision, with the numbers that made it. */
import type { Figure, Reason, Unit, Verdict } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import { describeHeld } from './describe-held.ts'
import type { Choice } from './choice.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'

const SAYS = {
  hold: 'Hold {position}: {because}.',
  're-strike': 'Re-strike {position}: {because}.',
  roll: 'Roll {position}: {because}.',
  'roll-back': 'Roll {position} back: {because}.',
  resize: 'Cut {position}: {because}.',
  hedge: 'Keep {position} and hedge: {because}.',
  close: 'Close {position}: {because}.',
} as const satisfies Record<Choice['action'], string>

export function positionReason(
  inputs: PositionInputs,
  evidence: PositionEvidence | null,
  choice: Choice,
): Reason {
  const of = figuresOf(inputs)
  const figures = [
    of('position', 'Position', describeHeld(inputs.position), 'text'),
    of('because', 'Because', choice.because, 'text'),
  ]
  const tree = evidence === null ? [] : treeOf(inputs, evidence, choice, of)
  const verdict: Verdict =
    evidence === null ? 'unknown' : choice.action === 'hold' && choice.limits.length === 0 ? 'pass' : 'note'
  return reason(`position-${inputs.position.trade}`, verdict, SAYS[choice.action], figures, tree)
}

type Of = (id: string, label: string, value: Figure['value'], unit: Unit, note?: string | null) => Figure

const figuresOf =
  ({ facts }: PositionInputs): Of =>
  (id, label, value, unit, note = null) =>
    figure(id, label, value, unit, facts.market.chain.rung, note)

function treeOf(
  inputs: PositionInputs,
  evidence: PositionEvidence,
  choice: Choice,
  of: Of,
): readonly Reason[] {
  return [
    markReason(inputs, evidence, of),
    ...exitReasons(inputs, evidence, of),
    ...watchedReason(inputs, evidence, of),
    ...budgetReason(evidence, of),
    ...(evidence.roll === null ? [] : [evidence.roll.reason]),
    ...solveReason(evidence, of),
    ...choice.limits.map((limit) =>
      reason('limit', 'note', 'Wanted and not done: {wanted}.', [of('wanted', 'Wanted', limit, 'text')]),
    ),
  ]
}

function markReason({ position }: PositionInputs, { closing }: PositionEvidence, of: Of): Reason {
  return reason(
    'mark',
    'pass',
    'Closing costs {mid} at mid and {natural} at natural; {credit} was received.',
    [
      of('mid', 'Cost to close at mid', -closing.mid_points, 'index points'),
      of('natural', 'Cost to close at natural', -closing.natural_points, 'index points'),
      of('credit', 'Entry credit', position.entryCredit_points, 'index points'),
    ],
  )
}

function exitReasons({ rules, position }: PositionInputs, { closing }: PositionEvidence, of: Of): Reason[] {
  const credit = position.entryCredit_points
  if (rules.actions === null || !(credit > 0)) return []
  const { stopAtCredit_multiple: stop, takeProfit_share: share } = rules.actions
  const found: Reason[] = []
  if (stop !== null) {
    const at = -closing.mid_points / credit
    const figures = [of('at', 'Mark in credits', at, 'ratio'), of('stop', 'Stop', stop, 'ratio')]
    found.push(
      reason('stop', at >= stop ? 'fail' : 'pass', 'Marked at {at} credits; the stop is {stop}.', figures),
    )
  }
  if (share !== null) {
    const earned = 1 + closing.natural_points / credit
    const figures = [of('earned', 'Earned', earned, 'fraction'), of('target', 'Target', share, 'fraction')]
    const says = 'At natural {earned} of the credit is earned; {target} is taken.'
    found.push(reason('take-profit', earned >= share ? 'note' : 'pass', says, figures))
  }
  return found
}

function budgetReason({ budget }: PositionEvidence, of: Of): Reason[] {
  if (budget === null) return []
  const figures = [
    of('bleed', 'LVR a trading day', budget.lvr_dollars_per_day, 'dollars per day', budget.says),
    of('multiple', 'Times its budget', budget.multiple, 'ratio'),
    of('keeps', 'Contracts that keep it', budget.contractsTarget, 'contracts'),
  ]
  const verdict = budget.state === 'unknown' ? 'unknown' : budget.state === 'cut' ? 'fail' : 'pass'
  const verb = budget.contractsTarget === 1 ? 'keeps' : 'keep'
  const says = `At the forecast it bleeds {bleed}, {multiple} times its budget; {keeps} ${verb} it.`
  return [reason('lvr-budget', verdict, says, figures)]
}

const VERDICTS = { quiet: 'pass', warn: 'note', act: 'fail', breach: 'fail', unknown: 'unknown' } as const

function watchedReason({ position, rules }: PositionInputs, { watched }: PositionEvidence, of: Of): Reason[] {
  if (rules.invariant === null) return []
  if (watched === null) {
    const figures = [of('why', 'Why', position.entryNote, 'text')]
    return [reason('watched', 'unknown', 'The watched invariant has no baseline: {why}.', figures)]
  }
  const { reading, ratio, bands, attribution, verdict, says } = watched.monitor
  const figures = [
    of('invariant', 'Invariant', reading.label, 'text'),
    of('k', 'ln(k / baseline)', reading.deviation, 'natural log', reading.note === '' ? null : reading.note),
    of('k-act', 'Act band of k', bands.k.act, 'natural log'),
    of('ratio', 'ln(ratio / baseline)', ratio.deviation, 'natural log'),
    of('ratio-act', 'Act band of the ratio', bands.ratio.act, 'natural log'),
    of('state', 'State', says, 'text'),
  ]
  const text =
    '{invariant}: k deviates by {k} (acts at {k-act}), the ratio by {ratio} (acts at {ratio-act}); {state}.'
  return [reason('watched', VERDICTS[verdict], text, figures, attributionReasons(attribution, of))]
}

function attributionReasons(
  { k, ratio, why }: NonNullable<PositionEvidence['watched']>['monitor']['attribution'],
  of: Of,
): readonly Reason[] {
  if (k === null || ratio === null) {
    return [reason('attribution', 'unknown', 'Not attributed: {why}.', [of('why', 'Why', why, 'text')])]
  }
  const lines = (id: string, name: string, one: typeof k): Reason =>
    reason(
      id,
      'pass',
      `Of ${name}: spot {spot}, volatility {vol}, other {other}; time has taken {time} out.`,
      [
        of('spot', 'Spot', one.spot, 'natural log'),
        of('vol', 'Volatility', one.volatility, 'natural log'),
        of('other', 'Rates and factor', one.other - one.adjust, 'natural log'),
        of('time', 'Time', one.time, 'natural log'),
      ],
    )
  return [lines('attribution-k', 'k', k), lines('attribution-ratio', 'the ratio', ratio)]
}

function solveReason({ solve, solveRefused }: PositionEvidence, of: Of): Reason[] {
  if (solveRefused !== null) {
    const figures = [of('why', 'Why', solveRefused, 'text')]
    return [reason('solve', 'unknown', 'Nothing restores k: {why}.', figures)]
  }
  if (solve === null) return []
  const best = solve.restorations.at(0)
  const count = of('count', 'Restorations', solve.restorations.length, 'count')
  if (best === undefined) {
    const figures = [of('why', 'Why', solve.noRestrike ?? 'no root', 'text')]
    return [reason('solve', 'fail', 'Nothing on the chain restores k: {why}.', figures)]
  }
  const figures = [
    count,
    of('saved', 'LVR saved', best.lvrSaved_dollars, 'dollars', 'over the sessions left'),
    of('cost', 'Cost at natural', best.cost_dollars, 'dollars'),
    of('way', 'Way', best.direction, 'text'),
  ]
  const says = '{count} structures restore k; the best ({way}) saves {saved} of LVR and costs {cost}.'
  return [reason('solve', (best.net_dollars ?? -1) > 0 ? 'pass' : 'fail', says, figures)]
}
