/** Gates on the market as a whole: they hold for every structure of a rule set. */
import { dayNumber } from '../base/calendar/civil.ts'
import { lowestRung } from '../base/vocabulary/rung.ts'
import { judgeStaleness } from '../market/quote/judge-staleness.ts'
import type { MarketFacts } from './facts.ts'
import { figure } from './figure.ts'
import { type Gate, gate, lenientGate } from './gate.ts'
import type { MarketReadings } from './market-readings.ts'
import type { RuleSet, StructureRule, VixBand } from './rules/rule-set.ts'

export function marketGates(facts: MarketFacts, readings: MarketReadings, rules: RuleSet): readonly Gate[] {
  return [freshGate(facts, rules), rungGate(facts, rules), vixGate(readings, rules), eventGate(facts, rules)]
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
  const { rung, sessionDate } = facts.market.chain
  const window = rules.entry.eventWindow_days
  if (window === null) return gate('events', 'note', 'The rules do not look at scheduled events.', [], '')
  const days = figure('event-window', 'Event window', window, 'days', rung)
  if (facts.events === null) {
    if (rules.structures.some(settlesNextSession)) {
      const says =
        'Scheduled events within {event-window} are unknown: import a calendar of them (kondor import FILE).'
      const because =
        'scheduled events are unknown, and the condor would not outlive one: import a calendar (kondor import FILE)'
      return gate('events', 'unknown', says, [days], because)
    }
    const says =
      'Scheduled events within {event-window} are unknown: no calendar is at hand. Check FOMC, CPI and employment yourself.'
    return lenientGate('events', 'unknown', says, [days], '')
  }
  const today = dayNumber(sessionDate)
  const near = facts.events.filter((event) => {
    const ahead = dayNumber(event.date) - today
    return ahead >= 0 && ahead <= window
  })
  if (near.length === 0) {
    return lenientGate(
      'events',
      'pass',
      'No scheduled event within {event-window} in the calendars at hand.',
      [days],
      '',
    )
  }
  const names = near.map((event) => `${event.name} ${event.date}`).join(', ')
  const figures = [days, figure('events', 'Events', names, 'text', rung)]
  return lenientGate(
    'events',
    'fail',
    'Within {event-window}: {events}.',
    figures,
    'a scheduled event is near',
  )
}

/** A condor settled at the next session has no time left to recover from an event: the rules must know of it. */
const settlesNextSession = ({ contract }: StructureRule): boolean => contract.expiry.kind === 'next-session'
