/** Recorded sessions of an account on paper, decided again by the backtest: what was decided, and what would be. */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { type NotedJudgement, notingJudge, type ReasonedJudge } from '../../engine/backtest/noting-judge.ts'
import { runBacktest } from '../../engine/backtest/run-backtest.ts'
import type { Journal } from '../../engine/journal/journal.ts'
import type { KernelEvent } from '../../engine/kernel/kernel-event.ts'
import { canonicalJson } from '../../policy/rules/canonical.ts'
import { paperAccount } from './paper.ts'

export interface ReplayFault {
  readonly date: IsoDate
  /** Which of the two differs: what was decided and why, or what came of it. */
  readonly what: 'judgements' | 'events'
  /** Canonical JSON. */
  readonly was: string
  readonly became: string
}

export interface PaperReplay {
  readonly sessions: number
  readonly intents: number
  readonly faults: readonly ReplayFault[]
}

/**
 * Runs the backtest over the days that an account was handed and compares every session byte for byte: intents, the hash of their
 * reasons, and all events that followed. `judge` is the decision as it is now.
 */
export function replayPaper(
  state: Journal['state'],
  account: string,
  days: Iterable<BacktestDay>,
  judge: ReasonedJudge,
): Result<PaperReplay> {
  const found = paperAccount(state, account)
  if (!found.ok) return found
  const { rules, options, sessions } = found.value
  const judged: NotedJudgement[] = []
  const events: KernelEvent[] = []
  const replayed = new Map<string, { readonly judgements: string; readonly events: string }>()
  runBacktest(days, {
    rules,
    options,
    judge: notingJudge(judge, (judgement) => judged.push(judgement)),
    onEvent: (event, _effects, { date }) => {
      events.push(event)
      if (event.kind !== 'day-closed' || date === null) return
      replayed.set(date, {
        judgements: canonicalJson(judged.splice(0)),
        events: canonicalJson(events.splice(0)),
      })
    },
  })
  const faults = sessions.flatMap((session) =>
    (['judgements', 'events'] as const).flatMap((what): ReplayFault[] => {
      const was = canonicalJson(session[what])
      const became = replayed.get(session.date)?.[what] ?? 'no such session'
      return was === became ? [] : [{ date: session.date as IsoDate, what, was, became }]
    }),
  )
  const intents = sessions.flatMap(({ judgements }) => judgements.flatMap((one) => one.intents)).length
  return accepted({ sessions: sessions.length, intents, faults })
}
