/**
 * The trial log of a home folder: one line of JSON a trial, appended and never rewritten. The same rules on the same data, run the
 * same way in the same study, are one trial however often they are run, so they are written once, and a run repeated reports the same bytes.
 */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import {
  appendTrial,
  EMPTY_TRIAL_LOG,
  type Trial,
  trialKey,
  type TrialLog,
} from '../../engine/evidence/trial-log.ts'
import { readyHome } from '../store/ready-home.ts'

const trialSchema = z.strictObject({
  study: z.string(),
  rulesHash: z.string(),
  dataHash: z.string(),
  optionsHash: z.string().default(''),
  sharpePerStep: z.number().nullable(),
  steps: z.int().min(0),
})

export const trialPath = (home: string): string => path.join(home, 'trials.ndjson')

/** The whole log. Refuses `file.json-invalid` at the first line that is no trial: a log with gaps would deflate too little. */
export function readTrials(home: string): Result<TrialLog> {
  const file = trialPath(home)
  if (!fs.existsSync(file)) return accepted(EMPTY_TRIAL_LOG)
  let log = EMPTY_TRIAL_LOG
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    const trial = parseTrial(line)
    if (trial === null) return refused(damaged(file, i + 1, line))
    log = appendTrial(log, trial)
  }
  return accepted(log)
}

/** Appends those of the trials that are not in the log, and returns the log with them. */
export function logTrials(home: string, trials: readonly Trial[]): Result<TrialLog> {
  const ready = readyHome(home)
  if (!ready.ok) return ready
  const before = readTrials(home)
  if (!before.ok) return before
  let log = before.value
  const known = new Set(log.map(trialKey))
  const lines: string[] = []
  for (const trial of trials) {
    if (known.has(trialKey(trial))) continue
    known.add(trialKey(trial))
    const { study, rulesHash, dataHash, optionsHash, sharpePerStep, steps } = trial
    lines.push(`${JSON.stringify({ study, rulesHash, dataHash, optionsHash, sharpePerStep, steps })}\n`)
    log = appendTrial(log, trial)
  }
  if (lines.length > 0) fs.appendFileSync(trialPath(home), lines.join(''))
  return accepted(log)
}

function parseTrial(line: string): Trial | null {
  try {
    const parsed = trialSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const damaged = (source: string, row: number, line: string): Refusal =>
  refuse('file.json-invalid', {
    field: 'trial',
    was: line,
    wanted: 'one trial a line: study, rulesHash, dataHash, optionsHash, sharpePerStep, steps',
    source,
    row,
    fix: 'Restore the file from a backup: without it nobody knows how much was tried.',
  })
