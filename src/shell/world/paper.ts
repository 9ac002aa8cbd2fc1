/**
 * The paper wiring: an account that trades on paper, one session at a time, as its snapshots come. The engine, its fills and the
 * decision are those of the backtest; what differs is that every session is recorded before the next one is taken, and that
 * the account lives in the journal: a process that starts anew folds it out of the recorded events.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { centsRoundedDown } from '../../book/money.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import { type NotedJudgement, notingJudge, type ReasonedJudge } from '../../engine/backtest/noting-judge.ts'
import { type CarriedRun, type ResumedRun, runsInStep } from '../../engine/backtest/run-backtest.ts'
import type { PaperState } from '../../engine/journal/book-state.ts'
import type { JournalEvent, PaperSessionRecorded } from '../../engine/journal/event.ts'
import type { Journal } from '../../engine/journal/journal.ts'
import { plainJson } from '../../engine/journal/plain-json.ts'
import { type AccountState, openAccount } from '../../engine/kernel/account-state.ts'
import type { KernelEvent } from '../../engine/kernel/kernel-event.ts'
import { step } from '../../engine/kernel/step.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'

/** What an account on paper follows: recorded when it is opened, and never changed. */
export interface PaperTerms {
  readonly rules: RuleSet
  readonly options: BacktestOptions
}

/** Opens an account on paper. Refuses `journal.contradiction` where the name is taken. */
export function openPaper(
  journal: Journal,
  account: string,
  { rules, options }: PaperTerms,
  now: EpochMs,
): Result<null> {
  const hash = canonicalHash(rules)
  const known = journal.state.rules.has(hash)
  const events: readonly JournalEvent[] = [
    ...(known ? [] : [{ kind: 'rules-recorded', name: rules.name, hash, rules: plainJson(rules) } as const]),
    { kind: 'paper-opened', account, rulesHash: hash, options: plainJson(options) },
  ]
  const appended = journal.append(events, now)
  return appended.ok ? accepted(null) : appended
}

/** The terms and the sessions of an account on paper, out of a journal; refused where it has none of that name. */
export function paperAccount(
  state: Journal['state'],
  account: string,
): Result<PaperTerms & Pick<PaperState, 'sessions'>> {
  const paper = state.papers.get(account)
  if (paper === undefined) return refused(contradiction(account, 'account', account, 'a paper account'))
  const { rulesHash, options } = paper.opened
  const recorded = state.rules.get(rulesHash)
  assert(recorded !== undefined, 'a paper account is opened with its rules recorded', { rulesHash })
  // Both are what `openPaper` wrote: the journal's hashes have been checked.
  const rules = recorded.rules as RuleSet
  return accepted({ rules, options: options as unknown as BacktestOptions, sessions: paper.sessions })
}

/** An account on paper, ready for its next session. */
export interface Paper {
  /** The last session recorded; null before the first. */
  readonly date: IsoDate | null
  readonly account: AccountState
  /**
   * Takes the next snapshot, and with the last of its session records the session; null where more of them follow. Where that is
   * refused nothing has happened, and the account is taken up anew: from the first snapshot of the session.
   */
  advance(day: BacktestDay, now: EpochMs): Result<PaperSessionRecorded | null>
}

/**
 * Takes up an account where the journal leaves it. `dayAt` gives the last snapshot of a session again: of the last session that had
 * one, whose signals the next entries need. Refuses `store.damaged` where that is not the snapshot decided on.
 */
export async function resumePaper(
  journal: Journal,
  account: string,
  dayAt: (date: IsoDate) => BacktestDay | Promise<BacktestDay>,
  judge: ReasonedJudge,
): Promise<Result<Paper>> {
  const found = paperAccount(journal.state, account)
  if (!found.ok) return found
  const { rules, options, sessions } = found.value
  const last = sessions.findLast(({ data }) => data !== null)
  const before = last === undefined ? null : (await dayAt(last.date as IsoDate)).facts
  if (last !== undefined && hashOf(before) !== last.data?.contentHash) {
    const details = {
      field: last.date,
      was: hashOf(before) ?? 'no snapshot',
      wanted: last.data?.contentHash ?? '',
    }
    return refused(refuse('store.damaged', { ...details, source: account }))
  }
  return accepted(
    new PaperRun(journal, account, { rules, options }, resumedRun(options, sessions, before), judge),
  )
}

const hashOf = (facts: MarketFacts | null): string | null => facts?.market.chain.source.contentHash ?? null

/** The account is the fold of its events; what else a session needs was recorded with the last one. */
function resumedRun(
  options: BacktestOptions,
  sessions: readonly PaperSessionRecorded[],
  before: MarketFacts | null,
): ResumedRun {
  let account = openAccount(centsRoundedDown(options.account_dollars))
  for (const { events } of sessions) {
    for (const event of events) account = step(account, event as unknown as KernelEvent).state
  }
  const carried = sessions.at(-1)?.carried as unknown as CarriedRun | undefined
  return { ...(carried ?? { items: [], bounds: [] }), account, sessions: sessions.length, before }
}

class PaperRun implements Paper {
  readonly #journal: Journal
  readonly #name: string
  readonly #runs: ReturnType<typeof runsInStep>
  #judgements: NotedJudgement[] = []
  #events: KernelEvent[] = []
  #halted = false
  /** The session under way, and its newest snapshot that had quotes. */
  #open: { readonly date: IsoDate; readonly facts: MarketFacts | null } | null = null
  account: AccountState

  constructor(
    journal: Journal,
    name: string,
    { rules, options }: PaperTerms,
    resume: ResumedRun,
    judge: ReasonedJudge,
  ) {
    this.#journal = journal
    this.#name = name
    this.account = resume.account
    const noting = notingJudge(judge, (judgement) => this.#judgements.push(judgement))
    const onEvent = (event: KernelEvent, _effects: unknown, state: AccountState): void => {
      this.#events.push(event)
      this.account = state
    }
    this.#runs = runsInStep([{ rules, options, judge: noting, resume, onEvent }])
  }

  get date(): IsoDate | null {
    return this.account.date
  }

  advance(day: BacktestDay, now: EpochMs): Result<PaperSessionRecorded | null> {
    assert(!this.#halted, 'an account whose session was not recorded is taken up anew', {
      account: this.#name,
    })
    const { date } = this
    const under = this.#open
    if (under === null) {
      if (date !== null && day.date <= date)
        return refused(contradiction(this.#name, 'date', day.date, `a day after ${date}`))
      this.#judgements = []
      this.#events = []
    } else if (day.date !== under.date || day.at <= (this.account.at ?? day.at)) {
      return refused(contradiction(this.#name, 'date', day.date, `a later snapshot of ${under.date}`))
    }
    this.#halted = true
    this.#runs.advance(day)
    const facts = day.facts ?? under?.facts ?? null
    if (day.more === true) {
      this.#open = { date: day.date, facts }
      this.#halted = false
      return accepted(null)
    }
    this.#open = null
    const chain = facts?.market.chain.source
    const event: PaperSessionRecorded = {
      kind: 'paper-session-recorded',
      account: this.#name,
      date: day.date,
      data: chain === undefined ? null : { source: chain.name, contentHash: chain.contentHash },
      judgements: this.#judgements.map(({ intents, reasonHash }) => ({
        intents: intents.map(plainJson),
        reasonHash,
      })),
      events: this.#events.map(plainJson),
      carried: plainJson(this.#runs.carried()[0]),
    }
    const appended = this.#journal.append([event], now)
    if (!appended.ok) return appended
    this.#halted = false
    return accepted(event)
  }
}

const contradiction = (account: string, field: string, was: string, wanted: string) =>
  refuse('journal.contradiction', { field, was, wanted, source: account })
