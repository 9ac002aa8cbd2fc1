/** The reference page of the invariants, computed: what each is, what shocks do to it, and where holding it sends strikes. */
import { bandsFor } from './bands.ts'
import { flatCondor } from './flat-condor.ts'
import type { Invariant } from './invariant.ts'
import { ASSUMED_NOISE, noiseOf } from './noise.ts'
import { DEFAULT_CONTROL, DEFAULT_MONITOR, INVARIANTS, NOT_PRODUCTS } from './registry.ts'
import { type RestrikeRow, heldStrikesRatios, restrikesOf, restrikeTable } from './restrike-table.ts'
import { DAILY_SETUP, MONTHLY_SETUP, SHOCKS, shockResponse } from './shock-table.ts'

/** Whole percent with a sign; a guard passed is a word, not a number. */
export function percent(share: number | null): string {
  if (share === null) return '–'
  const rounded = Math.round(100 * share)
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)} %`
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const header = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map(() => '---'))]
const fixed = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−')

/** The page as Markdown. A test keeps the committed page equal to it. */
export function invariantsReference(): string {
  return [
    '# Invariants: reference',
    '',
    'Generated from `src/policy/invariant` by `npm run docs`; do not edit. What they are and how they are read is in',
    '[invariants](../concepts/invariants.md). Everything here is computed by Black-Scholes under one flat volatility,',
    'without carry; real surfaces have a skew.',
    '',
    `The default monitor is \`${DEFAULT_MONITOR.id}\` with its ratio x / y; the default control is \`${DEFAULT_CONTROL.id}\` held at an`,
    'LVR budget.',
    '',
    ...restrikeSection(),
    ...INVARIANTS.flatMap(section),
    '## Published, but no product',
    '',
    ...header(['number', 'says', 'why nothing can be computed']),
    ...NOT_PRODUCTS.map(({ code, says, why }) => row([code, says, why])),
    '',
  ].join('\n')
}

const RESTRIKE_COLUMNS = [
  'rule',
  'direction',
  'm',
  'call delta',
  'short call − S',
  'credit',
  'LVR $/day',
  'vega $/point',
  'P(loss)',
  'max loss $',
]

const restrikeCells = (one: RestrikeRow): string =>
  row([
    one.rule,
    one.direction,
    fixed(one.m, 3),
    fixed(100 * one.callDelta, 1),
    fixed(one.shortCallDistance_points, 0),
    fixed(one.credit_points, 2),
    fixed(one.lvr_dollars_per_day, 1),
    fixed(one.vega_dollars_per_vol_point, 0),
    `${fixed(100 * one.lossProbability, 0)} %`,
    fixed(one.maxLoss_dollars, 0),
  ])

function restrikeSection(): readonly string[] {
  return [
    '## Where holding k sends the strikes',
    '',
    'S 5000, 30 days, wings 50, volatility from 15 % to 30 %, contracts unchanged. P(loss) at expiry under the row’s',
    'volatility; LVR a trading day where realised volatility is the implied, for one condor of multiplier 100.',
    '',
    ...header(RESTRIKE_COLUMNS),
    ...restrikeTable().map(restrikeCells),
    '',
    `At strikes that stay every k rises: ${heldStrikesRatios()
      .map(({ rule, ratio }) => `${rule} to ${fixed(ratio, 2)} of what it was`)
      .join(', ')}.`,
    '',
  ]
}

function section(invariant: Invariant): readonly string[] {
  return [
    `## ${invariant.label}`,
    '',
    `\`${invariant.id}\`, ${invariant.codes.join(', ')}. x is ${invariant.xLabel}, y is ${invariant.yLabel}; k in ${invariant.units}.`,
    '',
    ...(needed(invariant) ?? [...shocks(invariant), '', noise(invariant), '', ...restrikes(invariant)]),
    '',
  ]
}

function needed(invariant: Invariant): readonly string[] | null {
  const { x, y, note } = invariant.measure(flatCondor(MONTHLY_SETUP))
  return x === null || y === null ? [`Not computed here: ${note}.`] : null
}

function shocks(invariant: Invariant): readonly string[] {
  return [
    'Change since entry. 45 days: SPX 7138.8, 16 %, 6690/6740/7540/7590. One session: 18 %, 7030/7040/7235/7245.',
    '',
    ...header(['shock', 'k, 45 days', 'x / y, 45 days', 'k, one session', 'x / y, one session']),
    ...SHOCKS.map((shock) => {
      const cells = [MONTHLY_SETUP, DAILY_SETUP].flatMap((setting) => {
        const { k, ratio, breach, note } = shockResponse(invariant, setting, shock)
        if (breach) return ['breach', 'breach']
        return k === null ? [note, note] : [percent(k), percent(ratio)]
      })
      return row([shock.label, ...cells])
    }),
  ]
}

function noise(invariant: Invariant): string {
  const chance = (setting: typeof MONTHLY_SETUP, name: string): string => {
    const state = flatCondor(setting)
    const sample = noiseOf(invariant, state, { ...ASSUMED_NOISE, spotVol: setting.volatility })
    const bands = bandsFor(setting.years * 365, sample, 'ratio')
    return bands.chanceOneSession === null
      ? `${name}: unknown`
      : `${name} ±${fixed(bands.act, 2)}, hit by noise alone with a chance of ${fixed(100 * bands.chanceOneSession, 0)} % at the first look`
  }
  return (
    `Act band of ln(x / y), volatility of volatility ${100 * ASSUMED_NOISE.volOfVol} % assumed: ` +
    `${chance(MONTHLY_SETUP, '45 days')}; ${chance(DAILY_SETUP, 'one session')}.`
  )
}

function restrikes(invariant: Invariant): readonly string[] {
  const found = restrikesOf(invariant)
  if (found === null) return ['Holding it says nothing about the strikes: k is the same wherever they are.']
  if (found.length === 0) return ['No condor of the set-up restores it when volatility doubles.']
  return [
    'Restored when volatility doubles (set-up of the first table):',
    '',
    ...header(RESTRIKE_COLUMNS),
    ...found.map(restrikeCells),
  ]
}
