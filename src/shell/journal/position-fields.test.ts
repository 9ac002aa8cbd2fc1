import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { bookFactsOf } from '../../engine/journal/book-facts-of.ts'
import type { FillRecorded, JournalEvent } from '../../engine/journal/event.ts'
import { planRoll } from '../../engine/journal/plan-trade.ts'
import { journalPath } from './journal-path.ts'
import { openJournal, readJournal } from './open-journal.ts'
import { verifyJournal } from './verify-journal.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-fields-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const NOW = Date.UTC(2024, 0, 5, 20, 45) as EpochMs
const opened = (trade: string, more: { layer?: string; structureId?: string } = {}): JournalEvent => ({
  kind: 'position-opened',
  trade,
  openedAt_ms: NOW,
  note: null,
  rulesHash: null,
  ...more,
})
const fill = (trade: string, instrument: string, quantity: number, price_points: number): FillRecorded => ({
  kind: 'fill-recorded',
  id: `${trade}:${instrument}`,
  trade,
  filledAt_ms: NOW,
  instrument,
  quantity,
  price_points,
  multiplier: 100,
  fees_cents: 131,
})
const condor = (trade: string): FillRecorded[] => [
  fill(trade, 'SPXW  240216P04450000', 1, 20),
  fill(trade, 'SPXW  240216P04500000', -1, 25),
  fill(trade, 'SPXW  240216C04850000', -1, 21),
  fill(trade, 'SPXW  240216C04900000', 1, 12),
]
const VIX_CALL = 'VIX   240214C00017000'

describe('layer and structure of a trade', () => {
  it('are kept by the journal, agree with the verifier, and old records are the bytes they were', () => {
    const journal = mustAccept(openJournal(home))
    const events = [
      opened('old'),
      ...condor('old'),
      opened('new', { layer: 'core', structureId: 'tier-1.15' }),
      ...condor('new'),
      opened('bought', { layer: 'hedge:front' }),
      fill('bought', VIX_CALL, 4, 0.8),
      opened('hedge:back'),
      fill('hedge:back', VIX_CALL, 2, 0.8),
      opened('d', { layer: 'delta' }),
      fill('d', 'SPXW  240216C04700000', 2, 60),
      fill('d', 'SPXW  240216P04700000', -2, 58),
      opened('unsaid'),
      fill('unsaid', 'SPXW  240216C04710000', -1, 55),
      fill('unsaid', 'SPXW  240216P04710000', 1, 63),
      opened('future', { layer: 'delta' }),
      fill('future', 'ES 2024-03-15', 3, 4720),
    ]
    mustAccept(journal.append(events, NOW))
    const roll = planRoll(journal.state, 'new', 'next', NOW, [], null)
    mustAccept(journal.append(mustAccept(roll).events, NOW))
    journal.close()
    expect(verifyJournal(journalPath(home))).toMatchObject({ ok: true, records: events.length + 1 })
    const read = mustAccept(readJournal(home))
    const [first] = read.entries
    // What was not said is not there: the record of before these fields.
    expect(Object.keys(first?.event ?? {}).sort()).toEqual([
      'kind',
      'note',
      'openedAt_ms',
      'rulesHash',
      'trade',
    ])
    expect(read.state.trades.get('next')).toMatchObject({
      layer: 'core',
      structureId: 'tier-1.15',
      parent: 'new',
    })
    const facts = bookFactsOf(read.state, new Map(), NOW)
    expect(facts.positions.map(({ trade, structureId }) => [trade, structureId])).toEqual([
      ['old', null],
      ['new', 'tier-1.15'],
    ])
    expect(facts.hedges.map(({ trade, layerId }) => [trade, layerId])).toEqual([
      ['bought', 'front'],
      ['hedge:back', 'back'],
    ])
    expect(
      facts.indexOptions.map(({ trade, quantity, closesDelta }) => [trade, quantity, closesDelta]),
    ).toEqual([
      ['d', 2, true],
      ['d', -2, true],
      ['unsaid', -1, true],
      ['unsaid', 1, true],
    ])
    // Nothing that is held goes unnamed.
    expect(facts.others.map(({ trade, margin_dollars }) => [trade, margin_dollars])).toEqual([
      ['future', null],
      ['next', 0],
    ])
  })

  it('keep what takes delta off from counting as an adjustment of the condors', () => {
    const own = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-delta-'))
    const journal = mustAccept(openJournal(own))
    const back = (id: string, trade: string, instrument: string, quantity: number): JournalEvent => ({
      ...fill(trade, instrument, quantity, 30),
      id,
      filledAt_ms: NOW + 3_600_000,
    })
    const synthetic = (trade: string, layer?: string): JournalEvent[] => [
      opened(trade, layer === undefined ? {} : { layer }),
      fill(trade, 'SPXW  240216C04700000', 2, 60),
      fill(trade, 'SPXW  240216P04700000', -2, 58),
    ]
    const asOf = (NOW + 7_200_000) as EpochMs
    const counted = (): number => bookFactsOf(journal.state, new Map(), asOf).adjustmentsLastWeek
    mustAccept(journal.append([...synthetic('said', 'delta'), ...synthetic('unsaid')], NOW))
    for (const trade of ['said', 'unsaid']) {
      const legs = [
        back(`${trade}:c`, trade, 'SPXW  240216C04700000', -1),
        back(`${trade}:p`, trade, 'SPXW  240216P04700000', 1),
      ]
      mustAccept(journal.append(legs, NOW))
    }
    expect(counted()).toBe(0)
    // Part of a condor taken off counts.
    mustAccept(
      journal.append(
        [opened('two'), ...condor('two').map((one) => ({ ...one, quantity: 2 * one.quantity }))],
        NOW,
      ),
    )
    expect(counted()).toBe(0)
    mustAccept(journal.append([back('two:c', 'two', 'SPXW  240216C04850000', 1)], NOW))
    expect(counted()).toBe(1)
    journal.close()
    fs.rmSync(own, { recursive: true, force: true })
  })

  it('refuse a layer that is none', () => {
    const journal = mustAccept(openJournal(home))
    const refused = journal.append([opened('x', { layer: 'frnt' })], NOW)
    expect(refused.ok ? null : refused.refusal.field).toContain('layer')
    journal.close()
  })
})
