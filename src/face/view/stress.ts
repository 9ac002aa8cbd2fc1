/** Replays through episodes of the past in words and tables, once: the terminal only lays them out. */
import type { StressReplay, StressRow } from '../../engine/stress/replay-stress.ts'
import type { StressAnswer } from '../../shell/world/stress-of.ts'
import { shortDate } from './dates.ts'
import { type Headline, headline } from './headline.ts'
import { dollars, grouped, percent, signed } from './numbers.ts'
import type { Table } from './words.ts'

export interface StressWords {
  readonly headline: Headline
  readonly title: string
  readonly sentence: string
  readonly summary: Table
  readonly episodes: readonly {
    readonly title: string
    readonly table: Table
    readonly notes: readonly string[]
  }[]
  /** What is assumed, a sentence each. */
  readonly assumptions: readonly string[]
  readonly disclaimer: string
}

/** @param nowMs the reader's clock, milliseconds since 1970: only the age of the data depends on it. */
export function stressWords(answer: StressAnswer, nowMs: number): StressWords {
  const { decision, replays, says, others } = answer
  return {
    headline: headline(decision, nowMs),
    title: 'What if: modelled, and none of it happened to this book',
    sentence: `${says}${withoutWords(others)}. Held unchanged from ${shortDate(decision.sessionDate)} on, marked in the middle, no costs.`,
    summary: {
      caption: 'Episodes',
      columns: [
        { title: 'Episode', numeric: false },
        { title: 'Sessions', numeric: true },
        { title: 'Lowest', numeric: true },
        { title: 'At the end', numeric: true },
      ],
      rows: replays.map(({ id, rows, lowest_dollars }) => [
        id,
        String(rows.length),
        whole(lowest_dollars),
        whole(rows.at(-1)?.total_dollars ?? 0),
      ]),
      note: floorNote(replays),
    },
    episodes: replays.map((replay) => ({
      title: replay.title,
      table: episodeTable(replay),
      notes: notesOf(replay),
    })),
    assumptions: [
      'The index stands at today’s times what it was in the episode over its first close; VIX at today’s plus as many points as the volatility index of the episode had risen by.',
      'Option volatilities are the modelled surface’s at that VIX, in the proportion in which today’s stand to it; hedges on VIX are priced off modelled VX futures of their own expiry, never off VIX.',
      'Sessions run on from today, so time passes; a morning settlement takes the close before.',
      ...others.map(({ trade, says: what }) => `Not replayed: ${trade}, ${what}`),
    ],
    disclaimer: decision.disclaimer,
  }
}

/** Said before any figure: a book without its naked put looks safer than it is. */
const withoutWords = (others: StressAnswer['others']): string =>
  others.length === 0 ? '' : `, without ${others.map(({ trade }) => trade).join(', ')}, held and not replayed`

function floorNote([first]: readonly StressReplay[]): string | null {
  if (first === undefined || first.condorFloor_dollars === 0) return null
  return `From today’s value on, the condors alone can lose at most ${dollars(Math.round(-first.condorFloor_dollars))}, each at the width of its wider side.`
}

const closesDelta = ({ byLayer_dollars }: StressRow): boolean => 'delta' in byLayer_dollars

function episodeTable({ rows, volatilityIndex, from }: StressReplay): Table {
  const withDelta = rows.some(closesDelta)
  const layers = withDelta ? ['Closes delta', 'Hedge'] : ['Hedge']
  const numeric = ['Index', 'VIX', 'Day', 'Total', 'Time', 'Delta', 'LVR', 'Vol', ...layers, 'Rest']
  return {
    caption: `From the close of ${shortDate(from)}`,
    columns: [{ title: 'As on', numeric: false }, ...numeric.map((title) => ({ title, numeric: true }))],
    rows: rows.map((row) => rowCells(row, withDelta)),
    note: `Dollars. Index since the first close; VIX by the points of ${volatilityIndex}. Time to Rest are the ledger of the day over all, ${layers.join(' and ')} a part of the day’s.`,
  }
}

function rowCells(row: StressRow, withDelta: boolean): readonly string[] {
  const { lines_dollars: lines, byLayer_dollars: layers } = row
  const hedge = Object.entries(layers).reduce(
    (sum, [layer, each]) => sum + (layer.startsWith('hedge') ? each : 0),
    0,
  )
  const rest = lines.rates + lines.mark + lines.income + lines.costs
  return [
    shortDate(row.episodeDate),
    percent(row.index_share),
    `${grouped(row.vix_vol_points, 2)}${row.vixHeld ? '*' : ''}`,
    whole(row.pnl_dollars),
    whole(row.total_dollars),
    ...[lines.time, lines.delta, lines.lvr, lines.volatility].map(whole),
    ...(withDelta ? [whole(layers['delta'] ?? 0)] : []),
    ...[hedge, rest].map(whole),
  ]
}

function notesOf({ rows, leftOut, indexSource }: StressReplay): readonly string[] {
  return [
    ...(rows.some(({ vixHeld }) => vixHeld)
      ? ['* VIX would stand outside what the surface covers and is held at its end.']
      : []),
    ...rows.flatMap(({ settled, date }) => settled.map((what) => `Settled ${shortDate(date)}: ${what}.`)),
    ...leftOut.map((what) => `Left out: ${what}.`),
    `Index of the episode: ${indexSource}.`,
  ]
}

const whole = (value: number): string => signed(Math.round(value), 0)
