import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onSimulated } from '../../../test/support/fair-gains.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { BACKTEST_DEFAULTS } from '../../engine/backtest/backtest-options.ts'
import { simulatedDay } from '../../engine/backtest/simulated-days.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { judge } from '../../policy/judge.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { openJournal, readJournal } from '../journal/open-journal.ts'
import { openPaper, type Paper, resumePaper } from './paper.ts'
import { replayPaper } from './paper-replay.ts'

const SESSIONS = 16
const SNAPSHOTS = 3
const ACCOUNT = 'icc-1dte'
/** The last snapshot of the fifth session is missing: the one before it is what the next session's signals are of. */
const HOLE = 5 * SNAPSHOTS

const market = simulateMarket({
  mode: 'realistic',
  seed: 4,
  startDate: isoDate('2022-03-01'),
  sessions: SESSIONS,
  snapshots: SNAPSHOTS,
})

/** Made anew each time, as a feed would. */
function dayOf(row: number): BacktestDay {
  const day = simulatedDay(market, row)
  return row === HOLE ? { ...day, facts: null, hole: 'halted' } : day
}
const ROWS = market.days.length
const dayAt = (date: IsoDate): BacktestDay => {
  const last = market.days.lastIndexOf(dayNumber(date))
  return dayOf(last === HOLE ? HOLE - 1 : last)
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-paper-day-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** One process after another; a process that ends within a session has recorded nothing of it. */
async function process(from: number, to: number): Promise<number> {
  const journal = mustAccept(openJournal(home))
  try {
    const paper: Paper = mustAccept(await resumePaper(journal, ACCOUNT, dayAt, judge))
    let recorded = from
    for (let row = from; row < to; row += 1) {
      const day = dayOf(row)
      const event = mustAccept(paper.advance(day, day.at))
      expect(event === null).toBe(day.more === true)
      if (event !== null) recorded = row + 1
    }
    return recorded
  } finally {
    journal.close()
  }
}

beforeAll(async () => {
  const journal = mustAccept(openJournal(home))
  const rules = onSimulated(mustAccept(presetNamed(ACCOUNT)))
  const options = { ...BACKTEST_DEFAULTS, account_dollars: rules.sizing.account_dollars }
  mustAccept(openPaper(journal, ACCOUNT, { rules, options }, 0 as EpochMs))
  journal.close()
  let next = 0
  // After the session with the hole, within a session, and at the end.
  for (const stop of [HOLE + 1, 32, ROWS]) next = await process(next, stop)
}, 120_000)

describe('sessions of several snapshots on paper', () => {
  it('are recorded once each, and decided again by the backtest to the same bytes', () => {
    const { state } = mustAccept(readJournal(home))
    const days = Array.from({ length: ROWS }, (_, row) => dayOf(row))
    const replay = mustAccept(replayPaper(state, ACCOUNT, days, judge))
    expect(replay.faults).toEqual([])
    expect(replay.sessions).toBe(SESSIONS)
    const sessions = state.papers.get(ACCOUNT)?.sessions ?? []
    const kinds = sessions.map(({ events }) => events.map((event) => (event as { kind: string }).kind))
    const fills = kinds.flat().filter((kind) => kind === 'order-filled').length
    expect(fills).toBeGreaterThan(3)
    // Several decisions a session, one close.
    expect(kinds.some((all) => all.filter((kind) => kind === 'orders-decided').length > 2)).toBe(true)
    for (const all of kinds) expect(all.filter((kind) => kind === 'day-closed')).toHaveLength(1)
  })

  it('are refused out of order', async () => {
    const journal = mustAccept(openJournal(home))
    try {
      const paper = mustAccept(await resumePaper(journal, ACCOUNT, dayAt, judge))
      const code = (day: BacktestDay): string | null => {
        const answer = paper.advance(day, 0 as EpochMs)
        return answer.ok ? null : answer.refusal.code
      }
      expect(code(dayOf(ROWS - 1))).toBe('journal.contradiction')
    } finally {
      journal.close()
    }
  })
})
