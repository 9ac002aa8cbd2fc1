import { type Refusal, refusalLine } from '../../src/base/vocabulary/refusal.ts'
import type { Bridge } from '../../src/policy/bridge/bridge.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { IndicatorBoard } from '../../src/policy/indicator-board/board.ts'

export type Fetched<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

interface ErrorBody {
  readonly error: { readonly message: string; readonly refusal: Refusal | null }
}

/** A rule set as a reader chooses it. */
export interface RulesAbout {
  readonly name: string
  readonly title: string
  readonly about: string
}

/** The rule sets the server knows; none where it does not say. */
export async function fetchRules(): Promise<readonly RulesAbout[]> {
  try {
    const response = await fetch('/api/rules')
    return response.ok ? ((await response.json()) as readonly RulesAbout[]) : []
  } catch {
    return []
  }
}

/** Today's decision. `rules` null leaves the choice to the server. */
export const fetchToday = (rules: string | null): Promise<Fetched<Decision>> =>
  fetchAnswer('/api/today', rules)

/** Its condor beside the pools it equals. */
export const fetchBridge = (rules: string | null): Promise<Fetched<Bridge>> =>
  fetchAnswer('/api/bridge', rules)

/** Every indicator as of its day. */
export const fetchIndicators = (rules: string | null): Promise<Fetched<IndicatorBoard>> =>
  fetchAnswer('/api/indicators', rules)

/** What the server that served this page answers, or a sentence that says why there is nothing. */
async function fetchAnswer<T>(address: string, rules: string | null): Promise<Fetched<T>> {
  const query = rules === null ? '' : `?${new URLSearchParams({ rules }).toString()}`
  try {
    const response = await fetch(`${address}${query}`, { headers: { accept: 'application/json' } })
    if (response.ok) return { ok: true, value: (await response.json()) as T }
    const { error } = (await response.json()) as ErrorBody
    return { ok: false, message: error.refusal === null ? error.message : refusalLine(error.refusal) }
  } catch {
    return { ok: false, message: 'Kondor does not answer. Is "kondor serve" still running?' }
  }
}
