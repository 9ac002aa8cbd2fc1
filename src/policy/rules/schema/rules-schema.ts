/**
 * The rules file, key by key: what it means, its unit, its limits, its default and an example. The JSON Schema and the
 * reference page are made from this.
 */
import { z } from 'zod'
import { INVARIANTS } from '../../invariant/registry.ts'
import { REGIMES } from '../../regime/regimes.ts'
import {
  ACTIONS,
  HEDGE_INSTRUMENTS,
  HEDGE_WEIGHTINGS,
  MODES,
  type RuleSet,
  type VixBand,
} from '../rule-set.ts'
import { VIX_SCALING_TABLES } from '../vix-scaling-tables.ts'
import { contractSchema } from './contract-schema.ts'
import { about, count, days, dollars, fraction, list, number, points, text, yes } from './keys.ts'

const tier = z.enum(['conservative', 'balanced', 'aggressive'])

const vixBand = z.strictObject({
  upTo_vol_points: number('vol points', 'upper edge of the band; null: no edge', 20).nullable(),
  inclusive: yes('whether the edge belongs to this band', true),
  signal: about(
    z.enum(['PLACE', 'HOLD', 'NONE']),
    'PLACE: open. HOLD: keep, open nothing. NONE: no position',
    'PLACE',
  ),
  tiers: about(list(tier), 'tiers that may be opened under PLACE', ['conservative']),
})

/** A published table by its name: the rule set holds its bands. */
const publishedTable = z
  .enum(VIX_SCALING_TABLES.map((table) => table.name))
  .transform(
    (name): readonly VixBand[] => VIX_SCALING_TABLES.find((table) => table.name === name)?.bands ?? [],
  )

const structure = z.strictObject({
  id: text('name of the structure inside the rule set', 'condor-16-delta'),
  label: text('its name for people', '16-delta condor, 50 wide'),
  tier: about(tier.nullable(), 'tier that the VIX bands allow or not; null: any', 'balanced').default(null),
  contract: contractSchema,
  sizeShare: fraction('share of the size of the rule set; shares sum to one', 1),
})

const entry = z.strictObject({
  quoteAgeMax_minutes: number('minutes', 'oldest quotes to act on', 20).default(20),
  rungFloor: about(
    z.enum(['quoted', 'indexed', 'simulated']),
    'lowest data fidelity to open on',
    'indexed',
  ).default('indexed'),
  vixBands: about(
    z.union([publishedTable, list(vixBand, 1)]).nullable(),
    'table of VIX levels, ascending, or the name of a published one; null: VIX is not looked at',
    'vix-risk-scaling',
  ).default(null),
  naturalCreditMin_points: points('least credit at natural', 0.05).default(0.05),
  naturalToMidMin: fraction('least natural credit as a share of the mid credit', 0.75).default(0.75),
  coverage: z
    .strictObject({
      floor: number('ratio', 'least rent over bleed before costs', 1),
      costSides: about(z.union([z.literal(1), z.literal(2)]), 'sides whose costs rent must cover', 2),
    })
    .nullable()
    .default(null),
  eventWindow_days: days(
    'short for `events` with skip, any kind, so many days before; null: `events` alone',
    1,
  )
    .nullable()
    .default(null),
  eventsUnknown: about(
    z.enum(['block', 'note']),
    'while no calendar of the events to avoid is at hand: open nothing, or say so',
    'block',
  ).default('note'),
  blendMin: about(
    z.number().min(-1).max(1).nullable(),
    'least score of the votes, -1 to 1; null: they are shown and decide nothing',
    0,
  ).default(null),
})

const seriesName = z.strictObject({
  field: text('what is read', 'P/CF'),
  of: about(
    z.string().min(1).max(80).nullable(),
    'of which ticker; null: the field is a series itself',
    'VNQ',
  ).default(null),
})

const vote = z.strictObject({
  id: text('name of the vote', 'reit-cash-flow'),
  series: seriesName,
  when: about(z.enum(['above', 'below']), 'votes where the value lies so', 'below'),
  level: about(z.number(), 'level compared with, in the unit of the series', 18),
  vote: about(z.enum(['for', 'against']), 'cast there: for selling premium or against it', 'for').default(
    'for',
  ),
  weight: number('ratio', 'weight in the blend', 1).default(1),
  ageMax_days: days('an older value is unknown', 120).default(120),
  required: yes('true: refused while the series is missing', false).default(false),
})

const invariant = z.strictObject({
  id: about(z.enum(INVARIANTS.map((one) => one.id)), 'which product is watched', 'dollar-gamma-variance'),
  signals: about(list(z.enum(['k', 'ratio']), 1), 'deviations that count', ['ratio', 'k']).default([
    'ratio',
    'k',
  ]),
  restore: about(z.enum(['widen', 'tighten', 'resize']), 'how a breach is put right', 'widen').default(
    'widen',
  ),
  baselineAdjust: about(
    seriesName.nullable(),
    'series that scales the baseline, a hypothesis to test; null: it only ages',
    undefined,
  ).default(null),
  band: z.strictObject({
    warn: fraction('absolute natural logarithm that warns', 0.15).default(0.15),
    act: fraction('absolute natural logarithm that acts', 0.2).default(0.2),
    tenor_days: days('tenor the band is written for', 45).default(45),
    tenorScaleMax: number('ratio', 'most that a shorter tenor widens the band', 5.5, 1).default(5.5),
  }),
})

const action = (what: string, example: (typeof ACTIONS)[number]) => about(z.enum(ACTIONS), what, example)

const actions = z.strictObject({
  ratioUp: action('the ratio is up and the distance falls: spot comes near', 'roll'),
  kUp: action('k is up, the distance unmoved: volatility alone', 'hedge'),
  kDown: action('k is down', 're-strike'),
  signLost: action('the distance is zero or negative', 'roll'),
  savedToCostMin: number('ratio', 'LVR saved over the cost of acting, at least', 1).default(1),
  takeProfit_share: fraction('share of the credit at which to close; null: never', 0.5)
    .nullable()
    .default(null),
  stopAtCredit_multiple: number('ratio', 'mark in credits at which to close; null: never', 2)
    .nullable()
    .default(null),
  closeAt_days: days('days left at which to close; null: hold to settlement', 21).nullable().default(null),
  shortDeltaMax: fraction('absolute delta of a short that acts; null: not watched', 0.5)
    .nullable()
    .default(null),
  deltaUp: action('a short reached that delta', 're-strike').default('hold'),
  restrikeTo: about(
    z.enum(['restore', 'entry']),
    'what a re-strike sells: what restores the watched product, or the structure of the rules again',
    'restore',
  ).default('restore'),
})

const roll = z.strictObject({
  edrAbove_share: fraction('expected daily range that fires, share of the index', 0.0094),
  vixAbove_vol_points: number('vol points', 'VIX that fires', 16),
  shortWithin_edr: number('ratio', 'threatened: short strike within so many daily ranges', 1),
  markAtCredit_multiple: number('ratio', 'threatened: marked at so many credits', 2),
  daysMin: days('nearest expiry to roll into, days after the held one', 1),
  daysMax: days('furthest expiry to roll into, days after the held one', 7),
  putDeltaMax: fraction('most absolute delta of the new short put; null: any', 0.24).nullable().default(null),
  callDeltaMax: fraction('most absolute delta of the new short call; null: any', 0.22)
    .nullable()
    .default(null),
  creditTarget_dollars: dollars('credit wanted beyond debit and costs, per condor', 250),
  rollsMax: count('rolls in one chain, forward and back together', 2),
  rollBack: z
    .strictObject({
      edrBelow_share: fraction('expected daily range under which to roll back', 0.0094),
      spotBelowVwap: yes('and spot below its VWAP', true),
      daysMax: days('furthest expiry to roll back into, days from now', 2).default(2),
    })
    .nullable()
    .default(null),
})

const instrument = z.enum(HEDGE_INSTRUMENTS)
const spreadWidth = number('vol points', 'of a call spread: strike sold less strike bought', 10, 1).default(
  10,
)

const hedge = z.strictObject({
  activation: about(z.enum(['always', 'regime']), 'always on, or by regime', 'always').default('always'),
  regimes: about(
    list(z.enum(REGIMES.map((one) => one.id))),
    'under regime: bought and rolled while any of these holds',
    ['big-top-cash-press'],
  ).default(['big-top-cash-press']),
  weighting: about(
    z.enum(HEDGE_WEIGHTINGS).optional(),
    'left out: contracts for ten condors; vxth: on each VIX expiration the share of the account that the Cboe VIX Tail Hedge index spends at that level of the future, held to settlement',
    'vxth',
  ),
  layers: about(
    list(
      z.strictObject({
        id: text('name of the layer', 'front'),
        instrument: about(instrument, 'what it is made of', 'vix-call').default('vix-call'),
        tenor_days: days('listed expiry nearest to', 30),
        contractsPerTenCondors: count('contracts for ten condors; not read under vxth', 4),
        delta: fraction('delta on the future of its own expiry', 0.5),
        rollAt_days: days('rolled when so many days are left; 0: held to settlement', 10),
        spreadWidth_vol_points: spreadWidth,
      }),
      1,
    ),
    'layers, nearest first',
    undefined,
  ),
  monetise: about(
    z
      .strictObject({
        atCost_multiple: number('ratio', 'sell once a layer is worth so many times its cost', 3, 1),
        sell_share: fraction('share of the wanted contracts sold then', 0.5),
      })
      .nullable(),
    'taking a gain on a layer, once until its roll; null: never',
    undefined,
  ).default(null),
  budget_share_per_year: fraction('most spent a year, share of the account', 0.02),
  costToMaxLossWarn: fraction('warn where a set costs more of the maximum loss it covers', 0.2).default(0.2),
})

const secondEngine = z.strictObject({
  marginShareMin: fraction('least share of margin', 0.1),
  marginShareMax: fraction('most of margin', 0.15),
  shortWithin_sd: number('ratio', 'armed while a short strike is within so many standard deviations', 0.75),
  instruments: about(
    list(instrument.exclude(['vix-future']), 1),
    'long convexity only; the best in the scenario is taken',
    ['vix-call'],
  ),
  tenor_days: days('listed expiry nearest to', 60).default(60),
  delta: fraction('delta on the future of its own expiry', 0.3).default(0.3),
  spreadWidth_vol_points: spreadWidth,
  scenario: z
    .strictObject({
      vxRise_share: number('ratio', 'rise of its own VX future, as a share', 0.5).default(0.5),
      days: days('days until then', 21).default(21),
      probability: fraction('assumed chance of the rise; else nothing moves', 0.2).default(0.2),
    })
    .prefault({}),
  irrHurdle: fraction('internal rate of return asked for, a year; null: not asked for', 0.1)
    .nullable()
    .default(null),
})

const bookDelta = z.strictObject({
  deltaMax_dollars_per_point: number(
    'dollars per point',
    'most absolute delta of the index options held; one contract of the index is 100',
    150,
    50,
  ),
  costToDayMoveMax: fraction(
    'most cost over fair value, as a share of what the delta closed moves in an expected day; null: any',
    0.05,
  )
    .nullable()
    .default(0.05),
})

const events = z.strictObject({
  kinds: about(list(z.enum(['FOMC', 'CPI', 'PPI', 'NFP']), 1), 'events that count', ['FOMC', 'CPI']),
  before_days: days('days before; one or more reach at least to the next session', 1).default(1),
  after_days: days('days after; one or more reach at least to the session before', 0).default(0),
  protocol: about(z.enum(['skip', 'reduce']), 'open nothing, or less', 'skip').default('skip'),
  sizeFactor: fraction('share of the size under reduce', 0.5).default(1),
})

const modeLimits = z.strictObject({
  motionBudget_per_week: count('discretionary adjustments a week, whole book', 2),
  adjustmentsMax_per_position: count('adjustments of one position', 1),
  hedgeFloor_share: fraction('least hedge held, share of what the ladder asks for', 1),
})

const LIMITS = {
  steward: { motionBudget_per_week: 2, adjustmentsMax_per_position: 1, hedgeFloor_share: 1 },
  promoter: { motionBudget_per_week: 5, adjustmentsMax_per_position: 2, hedgeFloor_share: 0.5 },
}

/** A whole rule set, defaults filled in. `extends` is resolved before it gets here. */
export const rulesSchema = z.strictObject({
  schema: about(z.literal('kondor.rules/1'), 'version of this form', 'kondor.rules/1'),
  name: about(
    z.string().regex(/^[a-z0-9][a-z0-9.+-]{0,63}$/),
    'short name: small letters, digits, hyphens, dots, plus',
    'my-rules',
  ),
  title: text('name for people', 'My rules'),
  about: text('what the rules are for', 'A 16-delta condor near 45 days.'),
  underlying: about(z.literal('SPX'), 'universe: SPX and SPXW options', 'SPX').default('SPX'),
  mode: about(z.enum(MODES), 'which limits are in force; never the arithmetic', 'steward').default('steward'),
  limits: about(
    z.strictObject({ steward: modeLimits, promoter: modeLimits }),
    'limits of each mode',
    undefined,
  ).default(LIMITS),
  structures: about(list(structure, 1), 'the condors of the rule set, the main one first', undefined),
  entry: about(entry, 'gates before anything is opened', undefined).prefault({}),
  votes: about(
    list(vote),
    'series that vote in the blend; one not at hand votes "unknown"',
    undefined,
  ).default([]),
  invariant: about(invariant.nullable(), 'the product watched, and its band; null: none', undefined).default(
    null,
  ),
  actions: about(actions.nullable(), 'what follows from which deviation; null: nothing', undefined).default(
    null,
  ),
  roll: about(roll.nullable(), 'time-shifting of a threatened condor; null: never', undefined).default(null),
  hedge: about(hedge.nullable(), 'ladder of VIX instruments; null: none', undefined).default(null),
  secondEngine: about(secondEngine.nullable(), 'overlay of long convexity; null: none', undefined).default(
    null,
  ),
  bookDelta: about(
    bookDelta.nullable(),
    "limit on the book's delta, closed by the cheapest leg; left out: none",
    undefined,
  ).optional(),
  events: about(events.nullable(), 'protocol around scheduled events; null: none', undefined).default(null),
  sizing: z.strictObject({
    account_dollars: dollars('size of the account', 250_000),
    lvrBudget_bp_per_day: number(
      'basis points per day',
      'LVR a trading day, of the account; null: no budget',
      5,
    )
      .nullable()
      .default(null),
    marginShareMax: fraction('most of the account that the margin of all positions takes', 0.1),
    lossShareMax: fraction('most of the account that one position may lose, costs included; null: any', 0.1)
      .nullable()
      .default(0.1),
    openInterestShareMax: fraction('most of the open interest of any leg; null: not looked at', 0.1)
      .nullable()
      .default(0.1),
    volumeShareMax: fraction("most of any leg's volume of the day; null: not looked at", 1)
      .nullable()
      .default(1),
    positionsMax: count('most positions open at once, each with its part of the budgets; null: any', 1, 1)
      .nullable()
      .default(1),
    contractsMax: count('most contracts', 10),
  }),
  forecast: z
    .strictObject({
      method: about(z.enum(['ewma']), 'forecaster of variance', 'ewma').default('ewma'),
      lambda: fraction('daily decay', 0.94).default(0.94),
      sessionsMin: count('fewest returns', 63).default(63),
      sessionsMax: count('most returns', 252).default(252),
    })
    .prefault({}),
  edr: z
    .strictObject({
      multiplier: number('ratio', 'factor on the expected daily range', 1).default(1),
      vix9dWeight: fraction('weight of VIX9D', 0.6).default(0.6),
      hv20Weight: fraction('weight of twenty sessions realised', 0.4).default(0.4),
    })
    .prefault({}),
  costs: z
    .strictObject({
      commission_dollars: dollars('commission per contract and leg, each way', 0.65).default(0.65),
      fees_dollars: dollars('exchange and regulatory fees, likewise', 0.66).default(0.66),
    })
    .prefault({}),
  walk: z
    .strictObject({
      everyMinutes: number('minutes', 'minutes between limit prices', 3, 0.1).default(3),
      stepsMax: count('most limit prices', 8, 2).default(8),
    })
    .prefault({}),
})

type Parsed = z.output<typeof rulesSchema>
type Same = [Parsed] extends [RuleSet] ? ([RuleSet] extends [Parsed] ? true : never) : never
/** Compile-time proof that the schema and the type are one: each is assignable to the other. */
export const SCHEMA_IS_THE_TYPE: Same = true
