/**
 * Looks for look-ahead in whole runs: each is begun again on data that are poisoned after a cut and led up to it. Everything must be
 * the same, byte for byte: what each day says of itself (bill rate, return of the index), every event with what it set off
 * (decisions, fills, settlements, marks of futures, interest, closes), and the last marks of what is held. Dearer than making
 * decisions again, and sees what that cannot: a settlement, a quote or a rate that reads ahead.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { sessionHours } from '../../base/calendar/sessions.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { canonicalJson } from '../../policy/rules/canonical.ts'
import type { BacktestDay } from './backtest-day.ts'
import { type Cut, type Poison, POISONS } from './look-ahead.ts'
import { type BacktestSetup, runsInStep } from './run-backtest.ts'

/** The first difference of one run under one cut. */
export interface RunFault {
  readonly rules: string
  /** The snapshot of the cut: everything compared is at or before it. */
  readonly date: IsoDate
  readonly at: EpochMs
  readonly poison: Poison
  /** Canonical JSON; null where one has no more to say. A run that stops says why. */
  readonly was: string | null
  readonly became: string | null
}

/**
 * Faults of every setup at `cuts` snapshots drawn from the days, each under every poison. `daysOf` makes the days, in order, from data
 * that are sound or cut; it must not remember what it made. A cut within a session leaves that session's own close to come.
 */
export function prefixFaults(input: {
  readonly daysOf: (cut: Cut | null) => Iterable<BacktestDay>
  readonly setups: readonly BacktestSetup[]
  readonly cuts: number
  readonly seed: number
}): { readonly compared: number; readonly faults: readonly RunFault[] } {
  const { daysOf, setups, cuts, seed } = input
  const sound = setups.map((setup) => new RecordedRun(setup))
  const snapshots: Pick<BacktestDay, 'at' | 'date'>[] = []
  for (const day of daysOf(null)) {
    snapshots.push({ at: day.at, date: day.date })
    for (const run of sound) run.advance(day)
  }
  for (const { stopped } of sound) assert(stopped === null, 'the run itself must not stop', { stopped })
  const dice = createRandom({ seed, stream: 0 })
  const faults: RunFault[] = []
  let compared = 0
  for (let i = 0; i < Math.min(cuts, snapshots.length); i += 1) {
    const row = cuts >= snapshots.length ? i : Math.floor(dice.nextUniform() * snapshots.length)
    const { at, date } = snapshots[row]
    for (const poison of POISONS) {
      const runs = setups.map((setup) => new RecordedRun(setup))
      const cut = { at, day: knownDay(snapshots[row]), poison }
      leadTo(row, () => daysOf(cut), runs)
      for (const [k, run] of runs.entries()) {
        compared += 1
        const found = firstDifference(sound[k].linesTo(row), run.linesTo(row))
        if (found !== null) faults.push({ rules: setups[k].rules.name, date, at, poison, ...found })
      }
    }
  }
  return { compared, faults }
}

/** The newest day whose close is known at a snapshot. */
function knownDay({ at, date }: Pick<BacktestDay, 'at' | 'date'>): number {
  const hours = sessionHours(date)
  assert(hours !== null, 'a session has hours', { date })
  return dayNumber(date) - (at >= hours.cashClosesAt ? 0 : 1)
}

/** Days that cannot be made from what is left of the data stop every run. */
function leadTo(row: number, days: () => Iterable<BacktestDay>, runs: readonly RecordedRun[]): void {
  let at = 0
  try {
    for (const day of days()) {
      for (const run of runs) run.advance(day)
      if (at === row) return
      at += 1
    }
  } catch (error) {
    for (const run of runs) run.stop(error)
  }
}

/** One run, with all it says line by line. Kept apart from other runs, so that one that stops does not stop them. */
class RecordedRun {
  stopped: string | null = null
  private readonly lines: string[] = []
  /** Lines by the end of each snapshot. */
  private readonly ends: number[] = []
  private readonly run: ReturnType<typeof runsInStep>

  constructor(setup: BacktestSetup) {
    this.run = runsInStep([
      { ...setup, onEvent: (event, effects) => void this.lines.push(canonicalJson({ event, effects })) },
    ])
  }

  advance(day: BacktestDay): void {
    if (this.stopped !== null) return
    try {
      const { date, at, hole, billRate, marketReturn } = day
      this.lines.push(canonicalJson({ date, at, hole, billRate, marketReturn }))
      this.run.advance(day)
      const [{ items }] = this.run.carried()
      this.lines.push(canonicalJson({ items }))
      this.ends.push(this.lines.length)
    } catch (error) {
      this.stop(error)
    }
  }

  stop(error: unknown): void {
    this.stopped ??= String(error)
  }

  /** What was said up to the end of a snapshot, and why no more was. */
  linesTo(row: number): readonly string[] {
    const said = this.lines.slice(0, this.ends[row])
    return this.stopped === null ? said : [...said, `stopped: ${this.stopped}`]
  }
}

function firstDifference(
  was: readonly string[],
  became: readonly string[],
): Pick<RunFault, 'was' | 'became'> | null {
  for (let i = 0; i < Math.max(was.length, became.length); i += 1) {
    if (was[i] !== became[i]) return { was: was[i] ?? null, became: became[i] ?? null }
  }
  return null
}
