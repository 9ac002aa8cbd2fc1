/** The protocol around scheduled events: which are near, what is unknown, and what is left of the size. */
import { dayNumber } from '../base/calendar/civil.ts'
import { inCalendar, nextSession, previousSession } from '../base/calendar/sessions.ts'
import type { IsoDate } from '../base/vocabulary/quantity.ts'
import type { MarketFacts, ScheduledEvent } from './facts.ts'
import type { RuleSet } from './rules/rule-set.ts'

/** One protocol of a rule set. `kinds` null is every kind of the calendars at hand. */
interface EventProtocol {
  readonly kinds: readonly string[] | null
  readonly before_days: number
  readonly after_days: number
  readonly protocol: 'skip' | 'reduce'
  readonly sizeFactor: number
}

export interface EventReading {
  /** False where the rules do not look at events. */
  readonly looked: boolean
  /** The widest windows of the protocols. */
  readonly before_days: number
  readonly after_days: number
  /** Within the window of a protocol that skips. */
  readonly skipped: readonly ScheduledEvent[]
  /** Within the window of one that reduces. */
  readonly reduced: readonly ScheduledEvent[]
  /** Share of the size that is left; 1 where nothing reduces it. Under `skip` nothing is opened, whatever it says. */
  readonly sizeFactor: number
  /** Nothing is known of any event the rules avoid. */
  readonly unknown: boolean
  /** Kinds the rules name that no calendar at hand has. */
  readonly missing: readonly string[]
}

/** `entry.eventWindow_days` is the short form of a protocol: skip, every kind, so many days before. */
function protocolsOf({ entry, events }: RuleSet): readonly EventProtocol[] {
  const { eventWindow_days: before_days } = entry
  const short: readonly EventProtocol[] =
    before_days === null ? [] : [{ kinds: null, before_days, after_days: 0, protocol: 'skip', sizeFactor: 1 }]
  return events === null ? short : [...short, events]
}

/**
 * What the calendars say about the session of the chain. Days are calendar days from the session date; a window of one or
 * more reaches at least to the next session, and back to the one before: what is opened on a Friday meets Monday's event.
 */
export function readEvents(facts: MarketFacts, rules: RuleSet): EventReading {
  const protocols = protocolsOf(rules)
  const { sessionDate } = facts.market.chain
  const known = facts.events ?? []
  const near = (wanted: EventProtocol['protocol']): readonly ScheduledEvent[] =>
    known.filter((event) =>
      protocols.some(
        (one) => one.protocol === wanted && counts(one, event) && isNear(one, event.date, sessionDate),
      ),
    )
  const [skipped, reduced] = [near('skip'), near('reduce')]
  const named = [...new Set(protocols.flatMap(({ kinds }) => kinds ?? []))]
  // A calendar without any event is taken at its word; one with some speaks only of the kinds it has.
  const missing =
    known.length === 0 ? [] : named.filter((kind) => !known.some(({ name }) => isKind(kind, name)))
  const anyKind = protocols.some(({ kinds }) => kinds === null)
  const factors = protocols
    .filter((one) => one.protocol === 'reduce' && reduced.some((event) => counts(one, event)))
    .map(({ sizeFactor }) => sizeFactor)
  return {
    looked: protocols.length > 0,
    before_days: Math.max(0, ...protocols.map((one) => one.before_days)),
    after_days: Math.max(0, ...protocols.map((one) => one.after_days)),
    skipped,
    reduced,
    sizeFactor: Math.min(1, ...factors),
    unknown: facts.events === null || (!anyKind && named.length > 0 && missing.length === named.length),
    missing,
  }
}

const isKind = (kind: string, name: string): boolean => kind.toUpperCase() === name.toUpperCase()

const counts = ({ kinds }: EventProtocol, { name }: ScheduledEvent): boolean =>
  kinds === null || kinds.some((kind) => isKind(kind, name))

function isNear({ before_days, after_days }: EventProtocol, date: IsoDate, today: IsoDate): boolean {
  const ahead = dayNumber(date) - dayNumber(today)
  if (ahead === 0) return true
  if (ahead > 0) return ahead <= before_days || (before_days > 0 && date <= nextIn(today))
  return -ahead <= after_days || (after_days > 0 && date >= previousIn(today))
}

/** The neighbouring sessions; a date outside the tables has itself. */
const nextIn = (today: IsoDate): IsoDate => (inCalendar(today) ? nextSession(today) : today)
const previousIn = (today: IsoDate): IsoDate => (inCalendar(today) ? previousSession(today) : today)
