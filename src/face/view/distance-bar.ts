/** How far an open condor is from trouble: its levels on one bar, and the distances in words. */
import type { PositionDecision, PositionReadings } from '../../policy/position/position-decision.ts'
import { UNKNOWN } from './figure.ts'
import { grouped, strike } from './numbers.ts'
import { type Stretch, placer } from './position-bars.ts'
import { type Row, type Tone, row } from './words.ts'

/** A level and its place on the bar. */
export interface BarLevel {
  readonly id: string
  /** `4475 put`, `4,722`. */
  readonly text: string
  readonly at: number
}

export interface DistanceWords {
  readonly here: BarLevel
  /** Short strikes. */
  readonly shorts: readonly BarLevel[]
  /** Long strikes, without room for names. */
  readonly longs: readonly BarLevel[]
  /** At expiry; one or none where there is none on that side. */
  readonly breakEvens: readonly BarLevel[]
  /** From left to right: all lost, a wing, the profit kept, a wing, all lost. */
  readonly zones: readonly (Stretch & { readonly kind: 'lost' | 'wing' | 'kept' })[]
  /** One expected move to either side. */
  readonly move: Stretch
  /** The whole bar in a sentence. */
  readonly description: string
  readonly rows: readonly Row[]
}

/** Null where the position has no readings or no legs on the chain. */
export function distanceWords({ readings, legs }: PositionDecision): DistanceWords | null {
  if (readings === null || legs.length === 0) return null
  const { forward_points: forward, expectedMove_points: move, breakEvens } = readings
  const evens = [breakEvens.expiryLow_points, breakEvens.expiryHigh_points].flatMap((level) =>
    level === null ? [] : [level],
  )
  const strikes = legs.map(({ strike_points }) => strike_points)
  const all = [...strikes, ...evens, forward - move, forward + move]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const margin = (high - low) * 0.04
  const at = placer(low - margin, high + margin)
  const named = (isShort: boolean): readonly BarLevel[] =>
    legs
      .filter(({ quantity }) => quantity < 0 === isShort)
      .map(({ strike_points, right, occSymbol }) => ({
        id: occSymbol,
        text: `${strike(strike_points)} ${right === 'C' ? 'call' : 'put'}`,
        at: at(strike_points),
      }))
  const rows = distanceRows(readings)
  return {
    here: { id: 'forward', text: `forward ${grouped(forward, 0)}`, at: at(forward) },
    shorts: named(true),
    longs: named(false),
    breakEvens: evens.map((level) => ({
      id: `even ${level}`,
      text: `even ${grouped(level, 0)}`,
      at: at(level),
    })),
    zones: zonesOf(strikes.map(at)),
    move: { from: at(forward - move), to: at(forward + move) },
    description: describe(readings, named(true), evens),
    rows,
  }
}

function zonesOf(places: readonly number[]): DistanceWords['zones'] {
  const edges = [0, ...places.toSorted((one, other) => one - other), 1]
  const kinds = ['lost', 'wing', 'kept', 'wing', 'lost'] as const
  return kinds.map((kind, index) => ({ kind, from: edges[index] ?? 1, to: edges[index + 1] ?? 1 }))
}

function describe(
  { forward_points, expectedMove_points }: PositionReadings,
  shorts: readonly BarLevel[],
  evens: readonly number[],
): string {
  const breaks =
    evens.length === 0 ? '' : ` Break-evens at expiry: ${evens.map((at) => grouped(at, 0)).join(' and ')}.`
  return (
    `Forward ${grouped(forward_points, 0)}, expected move ±${grouped(expectedMove_points, 0)} points; ` +
    `short ${shorts.map(({ text }) => text).join(' and ')}.${breaks}`
  )
}

function distanceRows(readings: PositionReadings): Row[] {
  const { putDistance_moves, callDistance_moves, putDistance_edr, callDistance_edr, expectedMove_points } =
    readings
  return [
    distanceRow('Short put', putDistance_moves, putDistance_edr),
    distanceRow('Short call', callDistance_moves, callDistance_edr),
    row('Expected move', `±${grouped(expectedMove_points, 1)}`, 'points to expiry'),
  ]
}

/** Nearer than this many expected moves a strike is threatened. */
const NEAR_MOVES = 0.5

function distanceRow(label: string, moves: number, edr: number | null): Row {
  const tone: Tone = moves < 0 ? 'bad' : moves < NEAR_MOVES ? 'warn' : 'plain'
  const ranges = edr === null ? `${UNKNOWN} in daily ranges` : `${grouped(edr, 1)} expected daily ranges`
  return row(label, `${grouped(moves, 2)} moves`, moves < 0 ? `beyond the strike; ${ranges}` : ranges, tone)
}
