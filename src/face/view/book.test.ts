/** What a decision says of positions, the ladder and the regimes, and its orders for brokers. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleBook } from '../../../test/support/sample-book.ts'
import { openIntent, sampleCondor, sampleDecision } from '../../../test/support/sample-decision.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { Decision } from '../../policy/decision.ts'
import type { PositionDecision } from '../../policy/position/position-decision.ts'
import { decisionOrders } from './decision-orders.ts'
import { waterfall } from './position-bars.ts'
import { ticketCsv, ticketFile } from './ticket-file.ts'
import { todayWords } from './today.ts'

const NOW = Date.parse('2024-01-06T00:00:00Z')
const wordsOf = (overrides: Partial<Decision> = {}) => todayWords(sampleBook(overrides), NOW)
const [rolled, held, hedged] = wordsOf().positions
const sample = sampleBook().positions

describe('the verdict of a book', () => {
  it('sums up what is done with positions, acts first, then the new condor', () => {
    const { verdict } = wordsOf()
    expect(verdict.title).toBe('Roll A-2, hedge C, hold B; stand aside from new condors')
    expect(verdict.sentence).toMatch(
      /^Shocked by hand, and not the market: C .*\. A-2: threatened: .* Hedge ladder: opens 30 and 110 days\. New condors: /,
    )
    expect(verdict).toMatchObject({ kind: 'stand-aside', acts: true })
  })
  it('names the new condors beside them', () => {
    const { verdict } = wordsOf({ intents: [openIntent(sampleCondor(), 2, 13.45)] })
    expect(verdict.title).toBe('Roll A-2, hedge C, hold B; sell 2 new condors')
    expect(verdict.sentence).toMatch(/Sell SPXW 16 Feb 2024 .* working down to natural\.$/)
    expect(verdict.acts).toBe(false)
  })
  it('counts trades where names would not fit', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...sample[1], trade: `spx-condor-${index}` }))
    const positions = [{ ...sample[0], trade: 'spx-condor-9' }, ...many] as readonly PositionDecision[]
    expect(wordsOf({ positions, intents: [] }).verdict.title).toBe('Roll 1, hold 9')
  })
  it('leaves the verdict of an empty book as it was', () => {
    const { verdict } = todayWords(sampleDecision(), NOW)
    expect(verdict.title).toBe('Stand aside')
    expect(verdict.sentence).toBe('Coverage 1.28 is under the wanted 1.50.')
  })
})

describe('a position', () => {
  it('marks at mid and natural, with the chain of rolls', () => {
    const rows = rolled?.groups.find(({ title }) => title === 'Mark')?.rows ?? []
    expect(rows.map(({ value }) => value)).toEqual([
      '9.85',
      '18.25',
      '18.75',
      '−$2,520',
      '−$2,670',
      '−$2,113.40',
    ])
    expect(rolled?.about).toBe('14 days left, opened 15 Dec 2023, rolled once: A → A-2')
  })
  it('shows each deviation against its bands, with where it comes from', () => {
    const [k, ratio] = rolled?.invariants[0]?.gauges ?? []
    expect(k).toMatchObject({ deviation: '+0.282', share: '79% of the act band', tone: 'warn' })
    expect(ratio).toMatchObject({ deviation: '+0.580', share: '162% of the act band', tone: 'bad', at: 1 })
    expect(ratio?.attribution).toBe('spot +0.620, vol −0.040; time +0.100 aged out')
    expect(k?.quiet.from).toBeCloseTo(0.25, 12)
    expect(k?.warn.to).toBeCloseTo(0.5 + 1 / 3, 12)
  })
  it('says unknown, and why, where there is no deviation or no ledger', () => {
    expect(hedged?.invariants[1]).toMatchObject({
      gauges: [],
      unknown: 'Deviations unknown: the forecast at entry is unknown.',
    })
    const half = sample[2]
    const invariants = half.invariants.map((one) => ({
      ...one,
      ratioDeviation: null,
      ratioAttribution: null,
    }))
    const [k, ratio] =
      wordsOf({ positions: [{ ...half, invariants }] }).positions[0]?.invariants[0]?.gauges ?? []
    expect(k?.deviation).toBe('+0.256')
    expect(ratio).toMatchObject({ deviation: 'unknown', at: null, tone: 'quiet', share: '' })
    expect(hedged?.ledger.rows).toEqual([])
    expect(hedged?.ledger.note).toContain('no chain of the day it was opened')
    expect(hedged?.shock).toBe('volatility +3 points')
  })
  it('is calm about a hold only where nothing that is watched acts', () => {
    const acting = { ...sample[1], invariants: sample[0]?.invariants ?? [] } as PositionDecision
    const unmarked = { ...sample[1], mark: null } as PositionDecision
    const tones = wordsOf({ positions: [acting, unmarked], intents: [] }).positions.map(({ tone }) => tone)
    expect([held?.tone, ...tones]).toEqual(['good', 'warn', 'quiet'])
  })
  it('puts every level on one bar in its order', () => {
    const bar = rolled?.distance
    const levels = [...(bar?.longs ?? []), ...(bar?.shorts ?? [])].map(({ at }) => at)
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...levels)).toBeLessThanOrEqual(1)
    const [longPut, longCall] = bar?.longs ?? []
    const [shortPut, shortCall] = bar?.shorts ?? []
    const inOrder = [longPut, shortPut, shortCall, longCall].map((level) => level?.at ?? Number.NaN)
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    expect(bar?.here.text).toBe('forward 4,707')
    expect(bar?.rows[0]).toMatchObject({ value: '0.07 moves', tone: 'warn' })
  })
  it('adds its ledger up to the total it shows', () => {
    for (const { ledger } of sample) {
      if (ledger === null) continue
      const { total_dollars, convention: _, ...lines } = ledger
      expect(Object.values(lines).reduce((sum, line) => sum + line, 0)).toBeCloseTo(total_dollars, 9)
    }
    expect(held?.ledger.rows.at(-1)).toMatchObject({ label: 'Total', value: '+$218' })
  })
  it('draws a waterfall whose steps meet and stay on the bar', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(values, (all) => {
        const { steps, zero } = waterfall(all.map((value) => ({ label: '', value })))
        let level = zero
        for (const { from, to, value } of steps) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(1)
          const [start, end] = value < 0 ? [to, from] : [from, to]
          expect(start).toBeCloseTo(level, 9)
          level = end
        }
      }),
    )
  })
})

describe('the ladder', () => {
  const ladder = wordsOf().ladder
  it('climbs down from the longest tenor, with what each rung holds and wants', () => {
    expect(ladder?.rungs.map(({ title }) => title)).toEqual(['220 days', '110 days', '30 days'])
    const [back, , front] = ladder?.rungs ?? []
    expect(front).toMatchObject({ counts: 'holds 2, wants 4', pips: ['held', 'held', 'wanted', 'wanted'] })
    expect(front?.cost).toBe('$340 paid')
    expect(back).toMatchObject({ pips: ['held', 'held', 'beyond'], action: 'Unknown', cost: null })
    expect(back?.target).toBe('no future or option of this tenor is known')
  })
  it('sets the cost of a set beside the loss it covers, and warns where the ladder does', () => {
    const share = ladder?.rows.find(({ label }) => label === 'Cost over maximum loss')
    expect(share).toMatchObject({ value: '27.1%', tone: 'warn' })
    expect(ladder?.engine?.state).toBe('Not armed')
  })
})

describe('regimes', () => {
  const regimes = wordsOf().regimes
  it('says what fires and how the votes lean, and on how much weight', () => {
    expect(regimes?.sentence).toBe(
      'Calm carry and After an event fire. The votes lean to selling premium: +0.25 on 100.0% of the weight.',
    )
  })
  it('keeps the unknown unknown', () => {
    const { regimes: whole } = sampleBook()
    if (whole === null) throw new Error('the sample has regimes')
    const row = {
      input: 'VIX3M',
      value: null,
      asOf: null,
      vote: null,
      weight: 3,
      note: 'no VIX3M at hand',
    } as const
    const blend = { rows: [row], score: null, knownShare: 0 }
    const words = wordsOf({ regimes: { ...whole, blend } }).regimes
    expect(words?.votes[0]).toMatchObject({
      value: 'unknown',
      asOf: 'unknown',
      vote: 'unknown',
      tone: 'quiet',
    })
    expect(words?.sentence).toContain('No vote is known.')
    const [unknown] = regimes?.unknown ?? []
    expect(unknown).toMatchObject({
      label: 'Breadth divergence, 20 sessions, VIX9D over VIX',
      note: 'no such series at hand',
    })
  })
})

describe('tickets', () => {
  it('holds every order of the decision, each leg to open or to close', () => {
    const { orders, disclaimer } = ticketFile(sampleBook())
    expect(orders.map((one) => `${one.action} ${one.for}`)).toEqual([
      'roll A-2',
      'roll A-2',
      'hedge front',
      'hedge middle',
    ])
    expect(orders[0]?.legs.map(({ side, effect }) => `${side} ${effect}`)).toEqual([
      'SELL CLOSE',
      'BUY CLOSE',
      'BUY CLOSE',
      'SELL CLOSE',
    ])
    expect(new Set(orders[1]?.legs.map(({ effect }) => effect))).toEqual(new Set(['OPEN']))
    expect(disclaimer).toContain('not advice')
    for (const { symbol } of orders.flatMap(({ legs }) => legs)) expect(parseOccSymbol(symbol)).not.toBeNull()
  })
  it('never names the condor declined beside orders to fill', () => {
    const { ticket } = wordsOf()
    expect(ticket).not.toContain('NOT ADVISED')
    expect(ticket).not.toContain('SELL TO OPEN')
    expect(ticket).toContain('MODELLED: nobody quoted the prices of front, middle.')
    expect(ticket).toContain('LIMIT  net debit 18.25, DAY (natural is net debit 18.75)')
    expect(ticket).toMatch(/^[\x20-\x7e\n]*$/)
  })
  it('says when an order was decided on a shock', () => {
    const positions = sample.map((one) => ({ ...one, shock: 'spot -3%' }))
    expect(ticketFile(sampleBook({ positions })).cautions[0]).toBe(
      "SHOCKED: spot -3%. These are not the market's prices.",
    )
    expect(wordsOf({ positions }).ticket).toMatch(/^SHOCKED: spot -3%/)
  })
  it('opens a leg that the same order closes elsewhere, and closes only what is held the other way', () => {
    const [, open] = decisionOrders(sampleBook()).filter(({ action }) => action === 'roll')
    expect(open).toBeDefined()
    const [first] = sample
    const again = {
      ...open?.order,
      legs: first?.legs.map((leg) => ({ instrument: leg.occSymbol, quantity: leg.quantity })),
    }
    const intents = sampleBook().intents.map((intent) =>
      intent.kind === 'roll' ? { ...intent, open: again } : intent,
    )
    const { orders } = ticketFile(sampleBook({ intents }))
    expect(new Set(orders[1]?.legs.map(({ effect }) => effect))).toEqual(new Set(['OPEN']))
  })
})

/** RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (quoted) {
      if (char !== '"') cell += char
      else if (text.charAt(at + 1) === '"') cell += text.charAt((at += 1))
      else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',' || char === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      if (char === '\n') rows.push([])
    } else cell += char
  }
  return rows.filter((row) => row.length > 0)
}

describe('the ticket as CSV', () => {
  it('has a line for each leg, with what belongs to its order', () => {
    const [head, ...lines] = readCsv(ticketCsv(sampleBook()))
    expect(lines).toHaveLength(10)
    const first = Object.fromEntries((head ?? []).map((name, index) => [name, lines[0]?.[index]]))
    expect(first).toMatchObject({
      order: '1',
      action: 'roll',
      for: 'A-2',
      side: 'SELL',
      effect: 'CLOSE',
      quantity: '3',
      symbol: 'SPXW  240119P04650000',
      limit_points: '-18.25',
      natural_points: '-18.75',
      rung: 'quoted',
      disclaimer: 'Educational software, not advice to trade.',
    })
    expect(lines.at(-1)).toContain('indexed')
  })
  it('is a header alone where nothing is to be traded', () => {
    expect(readCsv(ticketCsv(sampleDecision()))).toHaveLength(1)
  })
  it('lets no text become a formula, a line or a column', () => {
    const tricky = fc.stringMatching(/^[\t\r\n =+\-@",a\uff1d]{0,12}$/)
    fc.assert(
      fc.property(tricky, (text) => {
        const intents = sampleBook().intents.map((intent) =>
          intent.kind === 'hedge' ? { ...intent, layerId: text } : intent,
        )
        const [head, ...lines] = readCsv(ticketCsv(sampleBook({ intents, disclaimer: text })))
        expect(lines).toHaveLength(10)
        for (const line of lines) {
          expect(line).toHaveLength(head?.length ?? 0)
          for (const cell of line) expect(/^\s*[=+@\uff1d]|^\s*-(?!\d)|[\t\r\n]/u.test(cell)).toBe(false)
        }
      }),
    )
  })
})
