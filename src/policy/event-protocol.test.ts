import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../test/support/sample-bridge.ts'
import { isoDate } from '../base/calendar/civil.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import { decide } from './decide.ts'
import { readEvents } from './event-protocol.ts'
import type { MarketFacts, ScheduledEvent } from './facts.ts'
import { presetNamed } from './rules/presets.ts'
import type { EventRules, RuleSet } from './rules/rule-set.ts'

// The session is Friday 2024-01-05.
const FACTS = sampleFacts({ realised: 0.09 })
const PRESET = mustAccept(presetNamed('lvr-budget'))
const OPENED: RuleSet = { ...PRESET, entry: { ...PRESET.entry, rungFloor: 'simulated' } }

const on = (name: string, date: string): ScheduledEvent => ({ name, date: isoDate(date) })
const FAR = ['FOMC', 'CPI', 'PPI', 'NFP'].map((name) => on(name, '2024-03-20'))
const known = (...events: ScheduledEvent[]): MarketFacts => ({ ...FACTS, events: [...events, ...FAR] })

const rulesWith = (events: Partial<EventRules> | null, entry: Partial<RuleSet['entry']> = {}): RuleSet => ({
  ...OPENED,
  entry: { ...OPENED.entry, ...entry },
  events:
    events === null
      ? null
      : {
          kinds: ['FOMC', 'CPI', 'PPI', 'NFP'],
          before_days: 1,
          after_days: 0,
          protocol: 'skip',
          sizeFactor: 1,
          ...events,
        },
})

const eventsGate = (facts: MarketFacts, rules: RuleSet) => {
  const decision = decide(facts, rules)
  const reason = decision.reason.because.find(({ id }) => id === 'events')
  return { decision, verdict: reason?.verdict, says: reason?.says ?? '', figures: reason?.figures ?? [] }
}
const contractsOf = (facts: MarketFacts, rules: RuleSet): number => {
  const [intent] = decide(facts, rules).intents
  return intent.kind === 'open-condor' ? intent.contracts : 0
}

describe('the event protocol', () => {
  it('skips events before and after, and reaches over a weekend to the next session', () => {
    const near = (date: string, events: Partial<EventRules>): number =>
      readEvents(known(on('CPI', date)), rulesWith(events)).skipped.length
    expect(near('2024-01-05', { before_days: 0 })).toBe(1)
    expect(near('2024-01-08', { before_days: 0 })).toBe(0)
    expect(near('2024-01-08', { before_days: 1 })).toBe(1)
    expect(near('2024-01-09', { before_days: 1 })).toBe(0)
    expect(near('2024-01-09', { before_days: 4 })).toBe(1)
    expect(near('2024-01-04', { after_days: 0 })).toBe(0)
    expect(near('2024-01-04', { after_days: 1 })).toBe(1)
    expect(near('2024-01-02', { after_days: 2 })).toBe(0)
  })
  it('keeps shut under skip and names the event and both windows', () => {
    const { decision, verdict, says, figures } = eventsGate(
      known(on('CPI', '2024-01-04')),
      rulesWith({ after_days: 1 }),
    )
    expect([verdict, decision.intents[0].kind]).toEqual(['fail', 'stand-aside'])
    expect(says).toContain('{event-window} ahead or {event-window-after} behind')
    expect(figures.find(({ id }) => id === 'events')?.value).toBe('CPI 2024-01-04')
  })
  it('reduces the size by its factor, whole contracts, and shuts where less than one is left', () => {
    const facts = known(on('fomc', '2024-01-05'))
    const whole = contractsOf(known(), rulesWith({}))
    expect(whole).toBeGreaterThan(2)
    const half = rulesWith({ protocol: 'reduce', sizeFactor: 0.5 })
    expect(contractsOf(facts, half)).toBe(Math.floor(whole / 2))
    expect(eventsGate(facts, half).verdict).toBe('note')
    const [intent] = decide(facts, rulesWith({ protocol: 'reduce', sizeFactor: 0.05 })).intents
    expect(intent).toMatchObject({
      kind: 'stand-aside',
      because: 'what scheduled events leave of the size is under one contract',
    })
  })
  it('is one mechanism with entry.eventWindow_days: the stricter holds', () => {
    const facts = known(on('ECB', '2024-01-07'))
    expect(readEvents(facts, rulesWith({})).skipped).toEqual([])
    expect(readEvents(facts, rulesWith(null, { eventWindow_days: 2 })).skipped).toHaveLength(1)
    const both = rulesWith({ protocol: 'reduce', sizeFactor: 0.5 }, { eventWindow_days: 1 })
    expect(eventsGate(known(on('CPI', '2024-01-05')), both).verdict).toBe('fail')
    expect(readEvents(known(), rulesWith(null)).looked).toBe(false)
  })
  it('without a calendar blocks or notes as the rules say, whatever the expiry', () => {
    expect(eventsGate(FACTS, rulesWith({})).verdict).toBe('unknown')
    expect(contractsOf(FACTS, rulesWith({}))).toBeGreaterThan(0)
    const block = rulesWith({}, { eventsUnknown: 'block' })
    expect(decide(FACTS, block).intents[0]).toMatchObject({
      kind: 'stand-aside',
      because: expect.stringMatching(/events are unknown.*kondor import/),
    })
    // Calendars of other kinds only are no calendar of these.
    expect(contractsOf({ ...FACTS, events: [on('ECB', '2024-03-07')] }, block)).toBe(0)
  })
  it('says which kinds no calendar has', () => {
    const { verdict, says, figures } = eventsGate({ ...FACTS, events: FAR.slice(0, 2) }, rulesWith({}))
    expect(verdict).toBe('unknown')
    expect(says).toContain('No calendar of {missing} is at hand.')
    expect(figures.find(({ id }) => id === 'missing')?.value).toBe('PPI, NFP')
  })
})
