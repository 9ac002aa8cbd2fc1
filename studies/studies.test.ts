import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../test/support/real-data.ts'
import type { IsoDate } from '../src/base/vocabulary/quantity.ts'
import { decideClaim } from '../src/engine/evidence/claim-verdict.ts'
import { H1_ACCOUNT_DOLLARS, H1_HOLD, H1_PLACEBO, H1_RULE } from './h1/arms.ts'
import { Frequency, countingJudge, placeboJudge } from './h1/judges.ts'
import { judge } from '../src/policy/judge.ts'
import { readmeOf } from './readme.ts'
import { STUDIES } from './registry.ts'
import { runSlice } from './slice.ts'
import { registrationHash, rulesHash } from './study.ts'
import { runArms } from './world/run-arms.ts'
import { freshWorld, studyWorld } from './world/study-world.ts'
import { readResults } from './write-results.ts'

const results = readResults()

describe('the committed results', () => {
  it('are of every study, as registered in the code', () => {
    expect(results.claims.map(({ id }) => id)).toEqual(STUDIES.map(({ registration }) => registration.id))
    for (const study of STUDIES) {
      const result = results.claims.find(({ id }) => id === study.registration.id)
      expect(result?.registrationHash, study.registration.id).toBe(registrationHash(study))
      expect(result?.rulesHash, study.registration.id).toBe(rulesHash(study))
    }
  })

  it('follow from their intervals by the registered thresholds alone', () => {
    for (const { registration } of STUDIES) {
      const verdict = results.claims.find(({ id }) => id === registration.id)?.verdict
      if (verdict === undefined) throw new Error(`no result of ${registration.id}`)
      const criteria = [...verdict.supportedIf, ...verdict.refutedIf]
      const findings = new Map(criteria.map(({ id, value, interval }) => [id, { value, interval }]))
      const { rung, trials, status, because } = verdict
      const untestable = status === 'untestable' ? because : null
      expect(decideClaim(registration, { findings, rung, trials, untestable })).toEqual(verdict)
      expect(trials > 0 || status === 'untestable', registration.id).toBe(true)
    }
  })

  it('are what the README says', () => {
    const readme = fs.readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8')
    expect(readme).toBe(readmeOf(results))
  })

  it('come from the engine as it is: a slice run again gives the same trades to the cent', async () => {
    expect(await runSlice()).toEqual(results.slice)
  })

  itWithRealData('are of the data at hand', 'vix-daily/vix-daily.csv', async () => {
    const { dataHash } = await studyWorld()
    for (const { id, data } of results.claims) {
      if (data.dataHash !== '') expect(data.dataHash, id).toBe(dataHash)
    }
  })
})

describe('a placebo', () => {
  const span = { from: '2018-01-16' as IsoDate, to: '2018-03-16' as IsoDate }
  const all = new Frequency()
  all.watched.fill(1)
  all.wanted.fill(1)

  it('that never acts is holding, and one that always acts looks as often as the rule, on draws of its own', async () => {
    const rule = countingJudge(judge)
    const runs = runArms(
      await freshWorld(),
      [
        { label: 'hold', rules: H1_HOLD },
        { label: 'never', rules: H1_PLACEBO, judge: placeboJudge(new Frequency(), 1) },
        { label: 'always', rules: H1_PLACEBO, judge: placeboJudge(all, 1) },
        { label: 'daily', rules: H1_PLACEBO },
        { label: 'rule', rules: H1_RULE, judge: rule.judge },
      ],
      { change: span, options: { account_dollars: H1_ACCOUNT_DOLLARS, entryEvery: 5 }, progress: () => {} },
    )
    const of = (label: string) => runs.get(label)?.equity_cents
    expect(of('never')).toEqual(of('hold'))
    expect(of('always')).toEqual(of('daily'))
    expect(of('always')).not.toEqual(of('hold'))
    const { watched, wanted } = rule.frequency
    expect(watched.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(100)
    watched.forEach((n, week) => expect(wanted[week]).toBeLessThanOrEqual(n))
    expect(wanted.some((n) => n > 0)).toBe(true)
  })
})
