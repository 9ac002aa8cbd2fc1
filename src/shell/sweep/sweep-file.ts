/**
 * Results of sweeps over one set of days with one set of options: a header, then a line a variant, appended as they come. A
 * variant is known by the hash of its rules, so whatever sweep it was run for, it need not be run again.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { EvidenceOptions } from '../../engine/evidence/run-evidence.ts'
import { canonicalJson } from '../../policy/rules/canonical.ts'
import { type SweepResult, sweepResultSchema } from './sweep-result.ts'

export const SWEEP_RESULTS = 'kondor.sweep-results/2'

const headerSchema = z.strictObject({
  schema: z.literal(SWEEP_RESULTS),
  contentHash: z.string(),
  days: z.array(z.number()),
  billsReturns: z.array(z.number()),
})

export type SweepHeader = z.infer<typeof headerSchema>

export interface SweepFile {
  readonly header: SweepHeader | null
  readonly results: ReadonlyMap<string, SweepResult>
}

const NOTHING: SweepFile = { header: null, results: new Map() }

/** One file for each form of the lines, data, options, version and way of resampling. */
export function sweepPath(
  home: string,
  contentHash: string,
  options: BacktestOptions,
  made: { readonly version: string; readonly resampling: EvidenceOptions },
): string {
  // Accounts are the rules' own.
  const { account_dollars: _, label: __, ...rest } = options
  const key = createHash('sha256')
    .update(canonicalJson({ schema: SWEEP_RESULTS, contentHash, rest, ...made }))
    .digest('hex')
    .slice(0, 16)
  return path.join(home, 'sweeps', `${key}.ndjson`)
}

/** What is there. A last line without its end was being written when the process died: it is passed over. */
export function readSweep(file: string): Result<SweepFile> {
  if (!fs.existsSync(file)) return accepted(NOTHING)
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  lines.pop()
  const results = new Map<string, SweepResult>()
  let header: SweepHeader | null = null
  for (const [i, line] of lines.entries()) {
    if (i === 0) {
      const read = parsed(headerSchema, line)
      if (read === null) return damaged(file, 1, line)
      header = read
      continue
    }
    const read = parsed(sweepResultSchema, line)
    if (read === null) return damaged(file, i + 1, line)
    results.set(read.rulesHash, read)
  }
  return accepted({ header, results })
}

/** Starts the file anew where there is none, or what is there has no whole header. */
export function startSweep(file: string, header: SweepHeader): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${JSON.stringify(header)}\n`)
}

export function appendSweep(file: string, results: readonly SweepResult[]): void {
  mendEnd(file)
  fs.appendFileSync(file, results.map((one) => `${JSON.stringify(one)}\n`).join(''))
}

/** Cuts off a half-written last line, so that the next one begins a line. */
function mendEnd(file: string): void {
  const text = fs.readFileSync(file)
  const end = text.lastIndexOf(0x0a) + 1
  if (end < text.length) fs.truncateSync(file, end)
}

function parsed<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(line))
    return result.success ? result.data : null
  } catch {
    return null
  }
}

const damaged = (source: string, row: number, line: string): Result<never> =>
  refused(
    refuse('file.json-invalid', {
      field: 'result',
      was: line,
      wanted: 'a line that a sweep wrote',
      source,
      row,
      fix: 'Remove the file: the sweep runs again without --resume.',
    }),
  )
