/** What the shape of a rules file cannot say: keys that must agree with each other. */
import type { HedgeRules, RuleSet } from '../rule-set.ts'
import { type RulesProblem, problem } from './problem.ts'
import { type Tree, placeOf } from './tree.ts'

/** A key, what is wrong with its value, what was wanted, and an example. */
type Finding = readonly [key: string, was: unknown, wanted: string, example: string]

export function checkMeaning(rules: RuleSet, tree: Tree): readonly RulesProblem[] {
  const findings = [
    ...structures(rules),
    ...vixBands(rules),
    ...windows(rules),
    ...hedge(rules),
    ...blend(rules),
    ...positions(rules),
    ...unique('votes', rules.votes),
  ]
  return findings.map(([key, was, wanted, example]) =>
    problem('rules.invalid', placeOf(tree, key), { key, was, wanted, example }),
  )
}

const SHARE_TOLERANCE = 1e-9

function structures({ structures: all }: RuleSet): readonly Finding[] {
  const sum = all.reduce((total, one) => total + one.sizeShare, 0)
  const found: Finding[] = [...unique('structures', all)]
  if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
    const was = `shares that sum to ${Number(sum.toPrecision(6))}`
    found.push(['structures[0].sizeShare', was, 'shares that sum to 1', 'sizeShare: 1'])
  }
  all.forEach(({ contract: { shorts, wings } }, i) => {
    const key = `structures[${i}].contract`
    if (shorts.kind === 'strikes' && shorts.put_points >= shorts.call_points) {
      found.push([
        `${key}.shorts.put_points`,
        shorts.put_points,
        'a short put below the short call',
        'put_points: 4500',
      ])
    }
    if (!('kind' in wings) || shorts.kind !== 'delta') return
    for (const side of ['put', 'call'] as const) {
      if (wings[side] < shorts[side]) continue
      found.push([
        `${key}.wings.${side}`,
        wings[side],
        `a delta below that of the short ${side}`,
        `${side}: 0.05`,
      ])
    }
  })
  return found
}

function vixBands({ entry: { vixBands: bands } }: RuleSet): readonly Finding[] {
  const found: Finding[] = []
  bands?.forEach(({ upTo_vol_points: edge, signal, tiers }, i) => {
    const key = `entry.vixBands[${i}]`
    const before = i === 0 ? 0 : (bands[i - 1]?.upTo_vol_points ?? null)
    if (before === null || (edge !== null && edge <= before)) {
      const wanted = before === null ? 'no band after the one without an edge' : `an edge above ${before}`
      found.push([`${key}.upTo_vol_points`, edge, wanted, 'upTo_vol_points: 20'])
    }
    if (signal === 'PLACE' || tiers.length === 0) return
    found.push([`${key}.tiers`, tiers.join(', '), `no tiers under ${signal}`, 'tiers: []'])
  })
  return found
}

function windows({ invariant, roll, secondEngine, forecast }: RuleSet): readonly Finding[] {
  const found: Finding[] = []
  const atMost = (low: number, high: number, key: string, other: string): void => {
    if (low > high)
      found.push([key, low, `at most ${other}, which is ${high}`, `${key.split('.').at(-1)}: ${high}`])
  }
  if (invariant !== null) atMost(invariant.band.warn, invariant.band.act, 'invariant.band.warn', 'act')
  if (roll !== null) atMost(roll.daysMin, roll.daysMax, 'roll.daysMin', 'daysMax')
  if (secondEngine !== null) {
    const { marginShareMin, marginShareMax } = secondEngine
    atMost(marginShareMin, marginShareMax, 'secondEngine.marginShareMin', 'marginShareMax')
    const { scenario, tenor_days } = secondEngine
    atMost(scenario.days, tenor_days, 'secondEngine.scenario.days', 'tenor_days')
  }
  atMost(forecast.sessionsMin, forecast.sessionsMax, 'forecast.sessionsMin', 'sessionsMax')
  return found
}

function hedge({ hedge: ladder }: RuleSet): readonly Finding[] {
  if (ladder === null) return []
  const found: Finding[] = [...unique('hedge.layers', ladder.layers), ...weighting(ladder)]
  ladder.layers.forEach(({ tenor_days, rollAt_days }, i) => {
    const key = `hedge.layers[${i}]`
    const before = i === 0 ? 0 : (ladder.layers[i - 1]?.tenor_days ?? 0)
    if (tenor_days <= before)
      found.push([`${key}.tenor_days`, tenor_days, `more than ${before} days`, 'tenor_days: 110'])
    if (rollAt_days < tenor_days) return
    found.push([
      `${key}.rollAt_days`,
      rollAt_days,
      `fewer than the ${tenor_days} days of its tenor`,
      'rollAt_days: 10',
    ])
  })
  return found
}

/** The published weights are those of one purchase of calls, held to settlement. */
function weighting({ weighting: by, layers }: HedgeRules): readonly Finding[] {
  if (by !== 'vxth') return []
  const found: Finding[] = []
  if (layers.length > 1)
    found.push([
      'hedge.layers',
      `${layers.length} layers`,
      'one layer under the weighting vxth',
      'layers: [...]',
    ])
  layers.forEach(({ instrument, rollAt_days }, i) => {
    const key = `hedge.layers[${i}]`
    if (instrument !== 'vix-call')
      found.push([
        `${key}.instrument`,
        instrument,
        'vix-call under the weighting vxth',
        'instrument: vix-call',
      ])
    if (rollAt_days !== 0)
      found.push([
        `${key}.rollAt_days`,
        rollAt_days,
        '0 under the weighting vxth: held to settlement',
        'rollAt_days: 0',
      ])
  })
  return found
}

/** An entry opens all its structures: fewer positions than that could never be opened. */
function positions({ sizing, structures: all }: RuleSet): readonly Finding[] {
  const { positionsMax: most } = sizing
  if (most === null || most >= all.length) return []
  const wanted = `null, or at least the ${all.length} positions of an entry`
  return [['sizing.positionsMax', most, wanted, `positionsMax: ${all.length}`]]
}

/** A score is asked for of nothing. */
function blend({ entry, votes }: RuleSet): readonly Finding[] {
  if (entry.blendMin === null || votes.length > 0) return []
  return [['entry.blendMin', entry.blendMin, 'null, or votes to make a score of', 'blendMin: null']]
}

function unique(key: string, all: readonly { readonly id: string }[]): readonly Finding[] {
  return all.flatMap(({ id }, i): Finding[] => {
    const first = all.findIndex((one) => one.id === id)
    return first === i
      ? []
      : [[`${key}[${i}].id`, id, `an id other than that of entry ${first + 1}`, `id: ${id}-2`]]
  })
}
