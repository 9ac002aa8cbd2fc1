/** Gates on the market as a whole: they hold for every structure of a rule set. */
import { type Rung, lowestRung } from '../base/vocabulary/rung.ts'
import { judgeStaleness } from '../market/quote/judge-staleness.ts'
import type { Figure } from './decision.ts'
import { type EventReading, readEvents } from './event-protocol.ts'
import type { MarketFacts, ScheduledEvent } from './facts.ts'
import { figure } from './figure.ts'
import { type Gate, gate, lenientGate } from './gate.ts'
import type { MarketReadings } from './market-readings.ts'
import { voteGate } from './vote-gate.ts'
import type { RuleSet, VixBand } from './rules/rule-set.ts'

export function marketGates(facts: MarketFacts, readings: MarketReadings, rules: RuleSet): readonly Gate[] {
  return [
    freshGate(facts, rules),
    rungGate(facts, rules),
    vixGate(readings, rules),
    eventGate(facts, rules),
    ...voteGate(facts, rules),
  ]
}

const MS_PER_MINUTE = 60_000
const MINUTES_PER_DAY = 1440

function freshGate(facts: MarketFacts, rules: RuleSet): Gate {
  const { asOf, chain } = facts.market
  const limit = rules.entry.quoteAgeMax_minutes
  const age = (asOf - chain.quotedAt) / MS_PER_MINUTE
  const refusal = judgeStaleness(chain, asOf, { ageMax_ms: limit * MS_PER_MINUTE, aheadMax_ms: 0 })
  const note = chain.quotedAtNote
  const minutes = Math.abs(age)
  // Past two days nobody counts in minutes.
  const long = minutes >= 2 * MINUTES_PER_DAY
  const aged = long ? '{age}' : '{age} minutes'
  const figures = [
    long
      ? figure('age', 'Age of the quotes', Math.round(minutes / MINUTES_PER_DAY), 'days', chain.rung, note)
      : figure('age', 'Age of the quotes', minutes, 'count', chain.rung, note),
    figure('age-limit', 'Limit', limit, 'count', chain.rung),
  ]
  if (refusal?.code === 'quote.future') {
    const says = `The quotes are dated ${aged} after the as-of time.`
    return gate('data-fresh', 'fail', says, figures, 'the quotes are dated after the as-of time')
  }
  const says = `The quotes are ${aged} old at the as-of time; the limit is {age-limit} minutes.`
  return gate('data-fresh', refusal === null ? 'pass' : 'fail', says, figures, 'the quotes are stale')
}

function rungGate(facts: MarketFacts, rules: RuleSet): Gate {
  const { rung } = facts.market.chain
  const floor = rules.entry.rungFloor
  const good = lowestRung(rung, floor) === floor
  const figures = [
    figure('rung', 'Data', rung, 'text', rung),
    figure('rung-floor', 'Least', floor, 'text', rung),
  ]
  const says = 'Prices are {rung}; the rules open on {rung-floor} or better.'
  return gate('rung', good ? 'pass' : 'fail', says, figures, 'the prices are of too low a rung')
}

/** The band that a VIX level falls in. */
export function bandOf(bands: readonly VixBand[], vix_vol_points: number): VixBand | null {
  const fits = ({ upTo_vol_points: edge, inclusive }: VixBand): boolean =>
    edge === null || vix_vol_points < edge || (inclusive && vix_vol_points === edge)
  return bands.find(fits) ?? null
}

function vixGate(readings: MarketReadings, rules: RuleSet): Gate {
  const { value, rung, note } = readings.vix_vol_points
  const level = figure('vix', 'VIX', value, 'vol points', rung, note)
  const bands = rules.entry.vixBands
  if (bands === null) {
    return gate('vix', 'note', 'VIX is {vix}; the rules do not look at it.', [level], '')
  }
  if (value === null) return gate('vix', 'unknown', 'VIX is {vix}.', [level], 'VIX is unknown')
  const band = bandOf(bands, value)
  const signal = band?.signal ?? 'NONE'
  const known = rules.structures.flatMap(({ tier }) => (tier === null ? [] : [tier]))
  const allowed = known.filter((tier) => band?.tiers.includes(tier) === true)
  const tiers =
    known.length > 0 && allowed.length === known.length ? 'all' : (band?.tiers.join(', ') ?? '') || 'none'
  const open = bands.findLast((one) => one.signal === 'PLACE')?.upTo_vol_points ?? null
  const figures = [
    level,
    figure('vix-max', 'Highest VIX for new positions', open, 'vol points', rung),
    figure('signal', 'Signal', signal, 'text', rung, 'VIX risk scaling'),
    figure('tiers', 'Tiers allowed', tiers, 'text', rung),
  ]
  const says = vixSays(signal, known.length > 0)
  const verdict = signal === 'PLACE' ? 'pass' : 'fail'
  return gate('vix', verdict, says, figures, 'VIX is above the limit for new positions')
}

const vixSays = (signal: VixBand['signal'], tiered: boolean): string => {
  if (signal === 'PLACE') {
    return tiered
      ? 'VIX is {vix}: signal {signal}, tiers allowed: {tiers}.'
      : 'VIX is {vix}: signal {signal}. New positions may be opened up to {vix-max}.'
  }
  const open = signal === 'HOLD' ? 'keep what is open, open nothing new' : 'open nothing'
  return `VIX is {vix}: signal {signal}, ${open}. New positions may be opened up to {vix-max}.`
}

function eventGate(facts: MarketFacts, rules: RuleSet): Gate {
  const { rung } = facts.market.chain
  const read = readEvents(facts, rules)
  if (!read.looked) return gate('events', 'note', 'The rules do not look at scheduled events.', [], '')
  const window = eventWindowFigures(read, rung)
  const { within } = window
  if (read.unknown) {
    if (rules.entry.eventsUnknown === 'block') {
      const says = `Scheduled events ${within} are unknown, and the rules open nothing then: import a calendar of them (kondor import FILE).`
      const because =
        'scheduled events are unknown, and the rules open nothing then: import a calendar (kondor import FILE)'
      return gate('events', 'unknown', says, window.figures, because)
    }
    const says = `Scheduled events ${within} are unknown: no calendar is at hand. Check FOMC, CPI and employment yourself.`
    return lenientGate('events', 'unknown', says, window.figures, '')
  }
  const missing =
    read.missing.length === 0
      ? null
      : figure('missing', 'No calendar of', read.missing.join(', '), 'text', rung)
  const figures = missing === null ? window.figures : [...window.figures, missing]
  const also = missing === null ? '' : ' No calendar of {missing} is at hand.'
  const named = (events: readonly ScheduledEvent[]): Figure =>
    figure('events', 'Events', events.map(({ name, date }) => `${name} ${date}`).join(', '), 'text', rung)
  if (read.skipped.length > 0) {
    const all = [...figures, named(read.skipped)]
    return gate('events', 'fail', `{events} lies ${within}.${also}`, all, 'a scheduled event is near')
  }
  if (read.reduced.length > 0) {
    const factor = figure('event-factor', 'Share of the size left', read.sizeFactor, 'fraction', rung)
    const all = [...figures, named(read.reduced), factor]
    return gate('events', 'note', `{events} lies ${within}: {event-factor} of the size.${also}`, all, '')
  }
  const says = `No scheduled event ${within} in the calendars at hand.${also}`
  return lenientGate('events', missing === null ? 'pass' : 'unknown', says, figures, '')
}

/** The window in words with its figures; the side after an event only where the rules have one. */
function eventWindowFigures(
  read: EventReading,
  rung: Rung,
): { readonly within: string; readonly figures: readonly Figure[] } {
  const before = figure('event-window', 'Window before events', read.before_days, 'days', rung, WINDOW_NOTE)
  if (read.after_days === 0) return { within: 'within {event-window}', figures: [before] }
  const after = figure(
    'event-window-after',
    'Window after events',
    read.after_days,
    'days',
    rung,
    WINDOW_NOTE,
  )
  return {
    within: 'within {event-window} ahead or {event-window-after} behind',
    figures: [before, after],
  }
}

const WINDOW_NOTE = 'calendar days; one or more reach at least to the neighbouring session'
