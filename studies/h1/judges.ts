/** Judges around the engine's own: one that listens, one that re-strikes at random, one without the noise floor of the bands. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import { createRandom } from '../../src/base/numerics/random.ts'
import { breakEvensAtExpiry } from '../../src/book/structure/break-evens.ts'
import { riskNeutralBetween } from '../../src/book/structure/probabilities.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import type { BookFacts, HeldPosition } from '../../src/policy/book-facts.ts'
import type { MarketFacts } from '../../src/policy/facts.ts'
import type { InvariantMonitor } from '../../src/policy/invariant/monitor.ts'
import { judge } from '../../src/policy/judge.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { judgeOnly } from '../world/judge-only.ts'
import { isEntryCall } from '../world/run-arms.ts'

/** Weeks of life left, the last bucket open: frequencies are matched within each. */
const WEEKS = 9

const weeksLeft = ({ knownDay }: MarketFacts, { expiration }: HeldPosition): number =>
  Math.min(WEEKS - 1, Math.floor(Math.max(0, dayNumber(expiration) - knownDay) / 7))

/** How often a rule wants a re-strike, by weeks left. */
export class Frequency {
  readonly watched = new Float64Array(WEEKS)
  readonly wanted = new Float64Array(WEEKS)

  rate(week: number): number {
    return this.watched[week] === 0 ? 0 : this.wanted[week] / this.watched[week]
  }
}

/** The same decisions, counted. */
export function countingJudge(inner: Judge): { readonly judge: Judge; readonly frequency: Frequency } {
  const frequency = new Frequency()
  return {
    frequency,
    judge: (facts, rules, book) => {
      const judged = inner(facts, rules, book)
      if (isEntryCall(facts)) return judged
      const wants = new Set(
        judged.intents.flatMap((intent) => (intent.kind === 're-strike' ? [intent.trade] : [])),
      )
      for (const position of book.positions) {
        const week = weeksLeft(facts, position)
        frequency.watched[week] += 1
        if (wants.has(position.trade)) frequency.wanted[week] += 1
      }
      return judged
    },
  }
}

/** Of the positions held, those that chance picks at a rule's own rate for their weeks left; a draw for each trade and day. */
export const placeboJudge = (frequency: Frequency, seed: number): Judge =>
  judgeOnly((facts) => (position) => {
    const stream = facts.knownDay * 1_000_000 + Number(position.trade.replaceAll(/\D/g, ''))
    return createRandom({ seed, stream }).nextUniform() < frequency.rate(weeksLeft(facts, position))
  })

/**
 * The band as it is written, without the floor that noise sets: positions whose own deviation of k is at least `act`, or whose sign
 * is lost, by the readings of `watching`; they are then sold again as the arm's rules say.
 */
export const bareBandJudge = (watching: RuleSet, act: number): Judge =>
  judgeOnly(deviating(watching, act, ({ event }) => event === 'sign lost'))

/** Positions whose own deviation is at least `act` by the readings of `watching`, or of which `also` holds. */
export const deviating =
  (watching: RuleSet, act: number, also: (monitor: InvariantMonitor) => boolean = () => false) =>
  (facts: MarketFacts, book: BookFacts): ((position: HeldPosition) => boolean) => {
    const past = new Set(
      judge(facts, watching, book).positions.flatMap(({ position, evidence }) => {
        const monitor = evidence?.watched?.monitor
        if (monitor === undefined) return []
        const { deviation } = monitor.reading
        const beyond = deviation !== null && Math.abs(deviation) >= act
        return beyond || also(monitor) ? [position.trade] : []
      }),
    )
    return ({ trade }) => past.has(trade)
  }

/** One look at one position by the watched rule. */
export interface BandLook {
  readonly week: number
  readonly deviation: number | null
  /** As widened by noise, where noise was looked at. */
  readonly act: number
  readonly widened: boolean
  readonly acts: boolean
}

/** Keeps what the monitor said of every position on every day. */
export function bandLooks(): { readonly judge: Judge; readonly looks: BandLook[] } {
  const looks: BandLook[] = []
  return {
    looks,
    judge: (facts, rules, book) => {
      const judged = judge(facts, rules, book)
      if (isEntryCall(facts)) return judged
      for (const { position, evidence } of judged.positions) {
        const monitor = evidence?.watched?.monitor
        if (monitor === undefined) continue
        const { act, widenedByNoise: widened } = monitor.bands.k
        const { deviation } = monitor.reading
        looks.push({
          week: weeksLeft(facts, position),
          deviation,
          act,
          widened,
          acts: monitor.event !== null,
        })
      }
      return judged
    },
  }
}

/** The entry's risk-neutral chance to end between its break-evens at natural, by day of entry. */
export function riskNeutralEntries(): { readonly judge: Judge; readonly chances: Map<number, number> } {
  const chances = new Map<number, number>()
  return {
    chances,
    judge: (facts, rules, book) => {
      const judged = judge(facts, rules, book)
      const priced = judged.priced[0]
      if (!isEntryCall(facts) || priced?.kind !== 'priced') return judged
      const { condor } = priced.inputs
      const { natural_points } = priced.candidate.credit
      const { low_points, high_points } = breakEvensAtExpiry(condor.legs, natural_points)
      const chance = natural_points > 0 ? riskNeutralBetween(condor.expiry, low_points, high_points) : 0
      chances.set(dayNumber(facts.market.chain.sessionDate), chance)
      return judged
    },
  }
}
