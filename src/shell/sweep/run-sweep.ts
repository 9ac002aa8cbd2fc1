/** Runs variants on several threads and keeps each result as it comes. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { appendSweep, startSweep, type SweepFile } from './sweep-file.ts'
import type { SweepJob, SweepMessage } from './sweep-worker.ts'

/** Variants that share each day's market: more share the cost of making it, fewer are lost when the process dies. */
const BATCH_MAX = 16
const TICK_MS = 200

export interface SweepRun {
  readonly job: Omit<SweepJob, 'batches' | 'counters'>
  /** Those not known yet. */
  readonly variants: readonly RuleSet[]
  /** Threads; null: one a core. */
  readonly workers: number | null
  readonly file: string
  readonly known: SweepFile
  /** Hears how many rule-set-days are done. */
  readonly onProgress: (done: number) => void
}

/** Resolves once all variants are in the file. */
export async function runSweep({ job, variants, workers, file, known, onProgress }: SweepRun): Promise<void> {
  if (variants.length === 0) return
  const threads = Math.min(variants.length, workers ?? availableParallelism())
  const size = Math.min(BATCH_MAX, Math.ceil(variants.length / threads))
  const batches = Array.from({ length: Math.ceil(variants.length / size) }, (_, i) =>
    variants.slice(i * size, (i + 1) * size),
  )
  const counters = new SharedArrayBuffer(8)
  const done = new Int32Array(counters)
  let started = known.header !== null
  const keep = ({ header, results }: SweepMessage): void => {
    if (!started) startSweep(file, header)
    started = true
    appendSweep(file, results)
  }
  const timer = setInterval(() => onProgress(Atomics.load(done, 1)), TICK_MS)
  const running = Array.from({ length: threads }, () => startThread({ ...job, batches, counters }, keep))
  try {
    await Promise.all(running.map(({ ended }) => ended))
  } finally {
    clearInterval(timer)
    await Promise.all(running.map(({ worker }) => worker.terminate()))
  }
}

/** The worker lies beside this file, as source or built. */
const WORKER = new URL(`./sweep-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

function startThread(job: SweepJob, keep: (message: SweepMessage) => void) {
  const worker = new Worker(WORKER, { workerData: job })
  const ended = new Promise<void>((resolve, reject) => {
    worker.on('message', keep)
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`)),
    )
  })
  return { worker, ended }
}
