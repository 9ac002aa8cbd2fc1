/** A thread of a sweep: takes batches by a counter that all threads share, and posts what each came to. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../../base/vocabulary/assert.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { EvidenceOptions } from '../../engine/evidence/run-evidence.ts'
import { judge } from '../../policy/judge.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { Store } from '../store/store.ts'
import type { BacktestRequest } from '../world/backtest-source.ts'
import { openBacktest, runSource } from '../world/open-backtest.ts'
import { type SweepResult, sweepResult } from './sweep-result.ts'
import { SWEEP_RESULTS, type SweepHeader } from './sweep-file.ts'

export interface SweepJob {
  readonly home: string
  readonly request: BacktestRequest
  readonly options: BacktestOptions
  readonly resampling: EvidenceOptions
  readonly contentHash: string
  readonly batches: readonly (readonly RuleSet[])[]
  /** Two 32-bit counters on shared memory: the next batch, and rule-set-days done. */
  readonly counters: SharedArrayBuffer
}

export interface SweepMessage {
  readonly header: SweepHeader
  readonly results: readonly SweepResult[]
}

async function work(job: SweepJob): Promise<void> {
  const { home, request, options, resampling, contentHash, batches } = job
  const counters = new Int32Array(job.counters)
  const store = new Store(home)
  const source = await openBacktest(store, request)
  assert(source.ok && source.value.contentHash === contentHash, 'every thread sees the same days', {
    contentHash,
  })
  for (;;) {
    const next = Atomics.add(counters, 0, 1)
    if (next >= batches.length) break
    const batch = batches[next]
    const setups = batch.map((rules) => ({
      rules,
      judge,
      options: { ...options, account_dollars: rules.sizing.account_dollars },
    }))
    const runs = await runSource(source.value, setups, () => Atomics.add(counters, 1, batch.length))
    const [first] = runs
    const message: SweepMessage = {
      header: {
        schema: SWEEP_RESULTS,
        contentHash,
        days: Array.from(first.days),
        billsReturns: Array.from(first.billsReturns),
      },
      results: runs.map((run, i) => sweepResult(run, batch[i].sizing.account_dollars, resampling)),
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
    parentPort?.postMessage(message)
  }
  store.close()
}

await work(workerData as SweepJob)
