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
import type { ReasonedJudge } from '../../engine/backtest/noting-judge.ts'
import { simulatedDay } from '../../engine/backtest/simulated-days.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { judge } from '../../policy/judge.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { openJournal, readJournal } from '../journal/open-journal.ts'
import { journalPath } from '../journal/journal-path.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { openPaper, type Paper, resumePaper } from './paper.ts'
import { replayPaper } from './paper-replay.ts'

const SESSIONS = 60
/** Sessions before which the process ends and another begins. */
const RESTARTS = [11, 29, 48]
const HOLE = 20
/** By its delta closed: the one whose rules are no preset's. */
const CLOSES_DELTA = 'monthly-16-delta'
const PRESETS = ['icc-1dte', 'width-premium', 'cndr+alvh', CLOSES_DELTA]

function rulesOf(name: string): RuleSet {
  const rules = onSimulated(mustAccept(presetNamed(name)))
  if (name !== CLOSES_DELTA) return rules
  const sizing = { ...rules.sizing, account_dollars: 3_000_000, contractsMax: 40 }
  return { ...rules, sizing, bookDelta: { deltaMax_dollars_per_point: 50, costToDayMoveMax: null } }
}

const market = simulateMarket({
  mode: 'realistic',
  seed: 4,
  startDate: isoDate('2022-03-01'),
  sessions: SESSIONS,
})

/** Made anew each time, as a feed would: nothing is shared between the two wirings. One session is a hole. */
function dayOf(row: number): BacktestDay {
  const day = simulatedDay(market, row)
  return row === HOLE ? { ...day, facts: null, hole: 'halted' } : day
}
const dayAt = (date: IsoDate): BacktestDay => dayOf(market.days.indexOf(dayNumber(date)))
const days = Array.from({ length: SESSIONS }, (_, row) => dayOf(row))

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-paper-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** All accounts over some sessions, in a process of their own as far as memory goes: only the journal is handed on. */
async function oneProcess(from: number, to: number): Promise<void> {
  const journal = mustAccept(openJournal(home))
  try {
    const papers: Paper[] = []
    for (const name of PRESETS) papers.push(mustAccept(await resumePaper(journal, name, dayAt, judge)))
    for (let row = from; row < to; row += 1) {
      const day = dayOf(row)
      for (const paper of papers) mustAccept(paper.advance(day, day.at))
    }
  } finally {
    journal.close()
  }
}

beforeAll(async () => {
  const journal = mustAccept(openJournal(home))
  for (const name of PRESETS) {
    const rules = rulesOf(name)
    const { account_dollars } = rules.sizing
    const options = { ...BACKTEST_DEFAULTS, account_dollars }
    mustAccept(openPaper(journal, name, { rules, options }, 0 as EpochMs))
  }
  journal.close()
  const edges = [0, ...RESTARTS, SESSIONS]
  for (const [i, from] of edges.slice(0, -1).entries()) await oneProcess(from, edges[i + 1])
}, 300_000)

describe('sessions traded on paper with three restarts', () => {
  it('are decided again by the backtest to the same bytes: intents, reasons and all that followed', () => {
    const { state } = mustAccept(readJournal(home))
    for (const name of PRESETS) {
      const replay = mustAccept(replayPaper(state, name, days, judge))
      expect(replay.faults, name).toEqual([])
      expect(replay.sessions, name).toBe(SESSIONS)
      expect(replay.intents, name).toBeGreaterThan(SESSIONS / 2)
    }
    const kinds = new Set(
      [...state.papers.values()].flatMap(({ sessions }) =>
        sessions.flatMap(({ events }) => events.map((event) => (event as { kind: string }).kind)),
      ),
    )
    for (const kind of ['order-filled', 'instrument-settled', 'interest-accrued'])
      expect(kinds).toContain(kind)
  })

  it('close delta on paper as they do in a backtest', () => {
    const paper = mustAccept(readJournal(home)).state.papers.get(CLOSES_DELTA)
    const intents =
      paper?.sessions.flatMap(({ judgements }) => judgements.flatMap((one) => one.intents)) ?? []
    const kinds = intents.map((intent) => (intent as { readonly kind?: string }).kind)
    expect(kinds.filter((kind) => kind === 'close-delta').length).toBeGreaterThan(2)
    expect(JSON.stringify(paper?.sessions.at(-1)?.carried)).toContain('"layer":"delta"')
  })
  it('differ where the rule does, in what is decided or only in why', () => {
    const { state } = mustAccept(readJournal(home))
    const bolder: ReasonedJudge = (facts, rules, book) => {
      const [structure] = rules.structures
      const { contract } = structure
      const shorts = { kind: 'delta', put: 0.3, call: 0.3, tolerance: 0.05 } as const
      return judge(
        facts,
        { ...rules, structures: [{ ...structure, contract: { ...contract, shorts } }] },
        book,
      )
    }
    const changed = mustAccept(replayPaper(state, 'width-premium', days, bolder)).faults
    expect(changed.some(({ what }) => what === 'events')).toBe(true)
    const wordier: ReasonedJudge = (facts, rules, book) => {
      const { intents, reason } = judge(facts, rules, book)
      return { intents, reason: { ...reason, says: `${reason.says}.` } }
    }
    const reworded = mustAccept(replayPaper(state, 'width-premium', days, wordier)).faults
    expect(new Set(reworded.map(({ what }) => what))).toEqual(new Set(['judgements']))
  })

  it('are a journal that the independent reader accepts', () => {
    const { ok, records } = verifyJournal(journalPath(home))
    expect(ok).toBe(true)
    expect(records).toBe(PRESETS.length * (SESSIONS + 2))
  })

  it('are not taken twice, nor taken up on other data', async () => {
    const journal = mustAccept(openJournal(home))
    try {
      const paper = mustAccept(await resumePaper(journal, 'icc-1dte', dayAt, judge))
      const again = paper.advance(dayOf(SESSIONS - 1), 0 as EpochMs)
      expect(again.ok ? null : again.refusal.code).toBe('journal.contradiction')
      const other = await resumePaper(journal, 'icc-1dte', () => dayOf(3), judge)
      expect(other.ok ? null : other.refusal.code).toBe('store.damaged')
      const nobody = await resumePaper(journal, 'nobody', dayAt, judge)
      expect(nobody.ok ? null : nobody.refusal.code).toBe('journal.contradiction')
    } finally {
      journal.close()
    }
  })
})
