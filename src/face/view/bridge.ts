/** A condor beside the pools it equals, in words, once: the terminal and the page only lay it out. */
import type { Bridge, DictionaryRow, Equivalence, EquivalentPoolCurve } from '../../policy/bridge/bridge.ts'
import type { CandidateCondor, Figure } from '../../policy/decision.ts'
import { expiryText } from './condor.ts'
import { weekdayDate } from './dates.ts'
import { formatFigure } from './figure.ts'
import { type Headline, headline } from './headline.ts'
import { dollars, grouped, strike } from './numbers.ts'
import { condorName } from './verdict.ts'
import type { Table } from './words.ts'

export interface BridgeWords {
  readonly headline: Headline
  /** `$8,135,600 of liquidity`; where there is no pool, why. */
  readonly title: string
  readonly sentence: string
  readonly condor: { readonly name: string; readonly expiry: string; readonly stance: string } | null
  readonly pools: Table | null
  /** What the signed liquidity profile shows, a sentence each. */
  readonly profile: readonly string[]
  readonly dictionary: readonly DictionaryWords[]
  /** Where the two worlds part. */
  readonly disanalogies: readonly Disanalogy[]
  readonly rules: string
  readonly disclaimer: string
}

export interface DictionaryWords {
  readonly id: string
  readonly pool: string
  readonly fullRange: string
  readonly sameCapital: string
  readonly condor: string
  readonly value: string
  readonly note: string | null
}

interface Disanalogy {
  readonly title: string
  readonly text: string
}

/** Column titles of the dictionary, in the order of {@link DictionaryWords}. */
export const DICTIONARY_COLUMNS = [
  'In a pool',
  'Full range',
  'Same capital',
  'In the condor',
  'This condor',
] as const

/** @param nowMs the reader's clock, milliseconds since 1970: only the age of the data depends on it. */
export function bridgeWords(bridge: Bridge, nowMs: number): BridgeWords {
  const { condor, equivalence } = bridge
  const common = {
    headline: headline(bridge, nowMs),
    rules: bridge.rules.name,
    disclaimer: bridge.disclaimer,
  }
  if (condor === null || equivalence === null) {
    const sentence = `There is no condor to compare: ${bridge.why ?? 'none was priced'}.`
    const nothing = { condor: null, pools: null, profile: [], dictionary: [], disanalogies: [] }
    return { ...common, ...nothing, title: 'No condor', sentence }
  }
  return {
    ...common,
    ...titleOf(condor, equivalence),
    condor: {
      name: condorName(condor),
      expiry: expiryText(condor),
      stance: bridge.advised ? 'The condor to sell' : 'The condor it declined',
    },
    pools: equivalence.pools.length === 0 ? null : poolsTable(condor, equivalence),
    profile: profileWords(equivalence),
    dictionary: equivalence.dictionary.map(dictionaryWords),
    disanalogies: disanalogies(condor, equivalence),
  }
}

const poolNamed = ({ pools }: Equivalence, id: EquivalentPoolCurve['id']): EquivalentPoolCurve | null =>
  pools.find((pool) => pool.id === id) ?? null

function titleOf(condor: CandidateCondor, equivalence: Equivalence): { title: string; sentence: string } {
  const full = poolNamed(equivalence, 'full-range')
  const narrow = poolNamed(equivalence, 'same-capital')
  if (full === null) {
    return { title: 'No pool is its equal', sentence: `${capitalised(equivalence.noPools ?? 'unknown')}.` }
  }
  const same =
    narrow === null
      ? `${capitalised(equivalence.noPools ?? 'no range needs less')}.`
      : `The condor's own capital, ${dollars(condor.margin_dollars)}, does it only in a range of ${rangeText(narrow)}, ` +
        `about ${halfWidth(narrow)} either side of the forward.`
  return {
    title: `${dollars(Math.round(full.value_dollars))} of liquidity`,
    sentence:
      'A full-range pool of that value has the dollar gamma of one condor: at this level it loses as much to ' +
      `rebalancing, whatever volatility is realised. ${same}`,
  }
}

/** As many decimals as tell the edges of a narrow range apart. */
function rangeText({ low_points, high_points }: EquivalentPoolCurve): string {
  if (low_points === null || high_points === null) return 'every price'
  const decimals = decimalsFor(high_points - low_points)
  return `${grouped(low_points, decimals)} to ${grouped(high_points, decimals)}`
}

const decimalsFor = (width: number): number => (width >= 10 ? 1 : width >= 1 ? 2 : 3)

function halfWidth({ low_points, high_points }: EquivalentPoolCurve): string {
  const width = (high_points ?? 0) - (low_points ?? 0)
  return `${grouped(width / 2, decimalsFor(width))} points`
}

function poolsTable(condor: CandidateCondor, { pools }: Equivalence): Table {
  return {
    caption: 'Pools with the same dollar gamma at the forward',
    columns: [
      { title: 'Pool', numeric: false },
      { title: 'Capital', numeric: true },
      { title: 'Range', numeric: true },
      { title: 'Leverage', numeric: true },
    ],
    rows: [
      ...pools.map((pool) => [
        pool.label,
        dollars(Math.round(pool.value_dollars)),
        rangeText(pool),
        `${grouped(pool.leverage, pool.leverage < 100 ? 1 : 0)}×`,
      ]),
      ['This condor', dollars(condor.margin_dollars), shortsText(condor), leverageText(condor, pools)],
    ],
    note:
      'One liquidity L inside each range; they differ in where it ends and in what it costs. Leverage: capital of the ' +
      'full-range pool over this one. The condor ties up its margin, and its range is its short strikes.',
  }
}

function shortsText({ legs }: CandidateCondor): string {
  const shorts = legs.filter((leg) => leg.quantity < 0).map((leg) => strike(leg.strike_points))
  return shorts.join(' to ')
}

function leverageText(condor: CandidateCondor, pools: readonly EquivalentPoolCurve[]): string {
  const full = pools.find((pool) => pool.id === 'full-range')
  if (full === undefined || condor.margin_dollars <= 0) return 'none'
  return `${grouped(full.value_dollars / condor.margin_dollars, 0)}×`
}

function profileWords(equivalence: Equivalence): readonly string[] {
  const { liquidityAtForward: here, negativeBelow_points: low, negativeAbove_points: high } = equivalence
  const liquidity = grouped(Math.abs(here), 0)
  const sentences = [
    here > 0
      ? `At the forward the condor is as deep as a pool of liquidity ${liquidity}, in dollars per √point.`
      : `At the forward the condor's liquidity is ${here < 0 ? 'negative' : 'zero'} (${grouped(here, 0)}): no pool is like it.`,
  ]
  const beyond = [
    low === null ? '' : `below ${grouped(low, 0)}`,
    high === null ? '' : `above ${grouped(high, 0)}`,
  ]
    .filter((side) => side !== '')
    .join(' and ')
  if (beyond !== '') {
    sentences.push(
      `${capitalised(beyond)} its liquidity is negative: the wings buy convexity back, which no pool can do.`,
    )
  }
  return sentences
}

function dictionaryWords(row: DictionaryRow): DictionaryWords {
  const at = row.level_points === null ? '' : `index at ${grouped(row.level_points, 0)}; `
  return {
    id: row.id,
    pool: row.pool.label,
    fullRange: wholeDollars(row.pool),
    sameCapital: wholeDollars(row.range),
    condor: row.condor.label,
    value: wholeDollars(row.condor),
    note: row.condor.note === null && at === '' ? null : `${at}${row.condor.note ?? ''}`,
  }
}

/** Amounts over a thousand dollars need no cents beside one another. */
const wholeDollars = (figure: Figure): string =>
  typeof figure.value === 'number' && figure.unit === 'dollars' && Math.abs(figure.value) >= 1000
    ? formatFigure({ ...figure, value: Math.round(figure.value) })
    : formatFigure(figure)

function disanalogies(condor: CandidateCondor, equivalence: Equivalence): readonly Disanalogy[] {
  const vega = condor.greeks.vega_dollars_per_vol_point
  const theta = condor.greeks.theta_dollars_per_day
  const full = poolNamed(equivalence, 'full-range')
  return [
    {
      title: 'A pool has no vega',
      text:
        'What a pool is worth does not depend on implied volatility. ' +
        `This condor ${vega < 0 ? 'loses' : 'gains'} ${dollars(Math.abs(vega))} when every leg's volatility rises one vol ` +
        'point, before the index moves at all. That is vega, not LVR, and is booked apart.',
    },
    {
      title: 'A pool has no expiry',
      text:
        'A pool has no settlement and no theta: it earns fees while others trade, and only then. ' +
        `This condor ${theta < 0 ? 'pays' : 'earns'} ${dollars(Math.abs(theta))} a calendar day whether anyone trades or not, ` +
        `and ends on ${weekdayDate(condor.expiration)}.`,
    },
    {
      title: 'The condor’s loss is capped',
      text:
        `One condor cannot lose more than ${dollars(condor.maxLoss_dollars)}, costs aside. ` +
        (full === null ? 'A pool has no such floor.' : farLoss(full, equivalence)),
    },
    {
      title: 'A pool must rebalance',
      text:
        'A pool trades against every move because it cannot do otherwise, and so it always bears LVR. A condor left ' +
        'unhedged bears loss against holding instead, which depends on where the index ends and not on how it went ' +
        'there. Rent over bleed is only earned by hedging the delta.',
    },
  ]
}

function farLoss(full: EquivalentPoolCurve, { levels_points, curves }: Equivalence): string {
  const level = levels_points[0]
  const pool = full.hedged_dollars[0]
  const condor = curves.hedged_dollars[0]
  if (level === undefined || pool === undefined || condor === undefined) return 'A pool has no such floor.'
  const change = (value: number): string =>
    `${value < 0 ? 'down' : 'up'} ${dollars(Math.round(Math.abs(value)))}`
  return (
    `The full-range pool, its delta hedged once at the forward, is ${change(pool)} at ${grouped(level, 0)}, and nothing ` +
    `stops it there; the condor, hedged likewise, is ${change(condor)}.`
  )
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
