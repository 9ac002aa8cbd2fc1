import fs from 'node:fs'
import { leastResamples } from '../src/base/numerics/multiple-tests.ts'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { itWithRealData } from '../test/support/real-data.ts'
import type { IsoDate } from '../src/base/vocabulary/quantity.ts'
import type { ClaimResult, ClaimResults } from '../src/engine/evidence/claim-results.ts'
import { decideClaim } from '../src/engine/evidence/claim-verdict.ts'
import { H1_ACCOUNT_DOLLARS, H1_HOLD, H1_PLACEBO, H1_RULE } from './h1/arms.ts'
import { Frequency, countingJudge, placeboJudge } from './h1/judges.ts'
import { judge } from '../src/policy/judge.ts'
import { canonicalHash } from '../src/policy/rules/canonical.ts'
import { NO_DATA } from './claims/decide.ts'
import { edrCoverage, edrOptions } from './claims/edr-coverage.ts'
import { hearingThreats, timeShift } from './claims/time-shift.ts'
import { bareWords, floorWords } from './h1/study.ts'
import { holmCells, pCell } from './claims/adjusted.ts'
import { readmeOf } from './readme.ts'
import { STUDIES } from './registry.ts'
import { runSlice } from './slice.ts'
import { staleClaims } from './stale-claims.ts'
import { type Study, registrationHash, rulesHash } from './study.ts'
import { runArms } from './world/run-arms.ts'
import { dataOf } from './world/study-data.ts'
import type { FindData } from './world/study-inputs.ts'
import { freshWorld, studyWorld } from './world/study-world.ts'
import { readResults } from './write-results.ts'

const results = readResults()

const studyOf = (id: string): Study => {
  const study = STUDIES.find(({ registration }) => registration.id === id)
  if (study === undefined) throw new Error(`no study ${id}`)
  return study
}

const resultOf = (id: string): ClaimResult => {
  const result = results.claims.find((one) => one.id === id)
  if (result === undefined) throw new Error(`no result of ${id}`)
  return result
}

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
      const { verdict, data } = resultOf(registration.id)
      const criteria = [...verdict.supportedIf, ...verdict.refutedIf]
      const findings = new Map(criteria.map(({ id, value, interval }) => [id, { value, interval }]))
      const { rung, trials, status, because } = verdict
      const untestable = status === 'untestable' ? because : null
      const again = decideClaim(registration, { findings, rung, trials, untestable, span: data })
      expect(again).toEqual(verdict)
      expect(trials > 0 || status === 'untestable', registration.id).toBe(true)
    }
  })

  it('show no win rate without an interval', () => {
    for (const { id, tables } of results.claims) {
      for (const { caption, columns } of tables) {
        columns.forEach((column, i) => {
          if (/^(win rate|recovered|held: won anyway|share that gained)$/.test(column))
            expect(columns.slice(i + 1, i + 3), `${id}, ${caption}`).toEqual(['from', 'to'])
        })
      }
    }
  })

  it('say beside H1 what the rule to the letter comes to, and beside H7 what every threatened chain does', () => {
    const cells = (id: string, caption: string, first: string): readonly unknown[] =>
      resultOf(id)
        .tables.find((one) => one.caption === caption)
        ?.rows.find(([label]) => label === first) ?? []
    const bare = cells('H1', 'The registered rule less each baseline', 'k-20-bare less trigger-50')
    expect(resultOf('H1').beside.join(' ')).toContain(`${(100 * Number(bare[2])).toFixed(1)} points [`)
    const threatened = cells(
      'H7',
      'Added after the results: every chain that met the threat test',
      'shift-250',
    )
    expect(resultOf('H7').beside.join(' ')).toContain(`all ${String(threatened[1])} chains`)
    expect(resultOf('H7').beside.join(' ')).toContain(`${(100 * Number(threatened[3])).toFixed(1)} % [`)
  })

  it('say of what span a claim is decided, which is that of the entries that decide', () => {
    for (const { id, data, verdict } of results.claims) {
      if (data.to === null) continue
      expect(verdict.because, id).toContain(`on ${data.from} to ${data.to}, `)
    }
    expect(resultOf('H3').data.from).toBe('2015-01-02')
  })

  it('are what the README says', () => {
    const readme = fs.readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8')
    expect(readme).toBe(readmeOf(results))
  })

  it('come from the engine as it is: a slice run again gives the same trades to the cent', async () => {
    expect(await runSlice()).toEqual(results.slice)
  })

  itWithRealData('are of the data at hand', 'vix-daily/vix-daily.csv', async () => {
    expect(staleClaims(results, await studyWorld())).toEqual([])
  })

  it('say what was changed in a registration since: without it the words are those first registered', () => {
    for (const [id, first] of FIRST_REGISTERED) {
      const { registration, amendments = [] } = studyOf(id)
      const words = amendments.filter(({ of }) => of in registration).map(({ of, was }) => [of, was] as const)
      const before = { ...registration, ...Object.fromEntries(words) }
      expect(canonicalHash(before).slice(0, 16), id).toBe(first)
    }
  })

  it('say of every registration that is newer which results were known', () => {
    const first = new Map(FIRST_REGISTERED)
    for (const { registration, resultsKnown } of STUDIES)
      expect(first.has(registration.id) || resultsKnown !== undefined, registration.id).toBe(true)
  })
})

/** Words of the registrations as they were first committed, by hash: never edited. */
const FIRST_REGISTERED: readonly (readonly [string, string])[] = [
  ['H1', '6c8044357766b4cd'],
  ['FOMC', '90a744b4cce81031'],
  ['TIGHTEN', 'e279116249f3040d'],
  ['H8', '5cbf9bebc888f09f'],
  ['ENGINE2', 'ca9c857463d272dc'],
  ['H7', '663e0052ec89527e'],
  ['H3', 'a3ef778412166b13'],
  ['H6', 'f2e74626f736ea1c'],
  ['S0', '4a058e5e2fff7807'],
  ['CALM', '9b221659f056c790'],
  ['ASSET', '95c64ab404181dd0'],
  ['VALUE', 'e18058343e588885'],
  ['SIZE', '457d9d0d54bcea30'],
]

describe('the hash of the data of a study', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-studies-'))
  const files = {
    'vx-contracts/CFE_F09_VX.csv': 'settlements of January',
    'vx-contracts/CFE_G09_VX.csv': 'settlements of February',
    'event-calendar/events_fomc_cpi_nfp.csv': 'dates',
    'strata/valuation.csv': 'values',
  }
  const at: FindData = (relative) => {
    const full = path.join(folder, relative)
    return fs.existsSync(full) ? full : null
  }
  const write = (relative: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, relative)), { recursive: true })
    fs.writeFileSync(path.join(folder, relative), text)
  }
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  it('is of every file it reads beside the world: an edited one makes its results stale, and no others', async () => {
    const world = await freshWorld()
    for (const [relative, text] of Object.entries(files)) write(relative, text)
    const kept: ClaimResults = {
      ...results,
      claims: STUDIES.map(({ registration: { id }, inputs }) => ({
        ...results.claims[0],
        id,
        data: id === 'SIZE' ? NO_DATA : dataOf(world, inputs?.(at)),
      })),
    }
    expect(staleClaims(kept, world, at)).toEqual([])
    const edited = [
      ['vx-contracts/CFE_G09_VX.csv', ['H8', 'ENGINE2']],
      ['event-calendar/events_fomc_cpi_nfp.csv', ['FOMC']],
      ['strata/valuation.csv', ['VALUE']],
    ] as const
    for (const [relative, stale] of edited) {
      write(relative, `${files[relative]}.`)
      expect(staleClaims(kept, world, at)).toEqual(stale)
      for (const id of stale) {
        const { sources } = dataOf(world, studyOf(id).inputs?.(at))
        expect(sources.some((source) => source.startsWith(relative.split('/')[0]))).toBe(true)
      }
      write(relative, files[relative])
    }
    write('strata/market-cap.csv', 'values that were not at hand')
    expect(staleClaims(kept, world, at)).toEqual(['SIZE'])
    expect(staleClaims(kept, { ...world, dataHash: 'another' }, at)).toHaveLength(STUDIES.length)
  })
})

describe('what is said beside a verdict', () => {
  it('is made of the figures: with ranges a third as wide H6 and its options are refuted, and the words follow', async () => {
    const fresh = await freshWorld()
    const days = fresh.index.days.slice(0, 800)
    const index = { ...fresh.index, days, closes: fresh.index.closes.slice(0, 800) }
    const vix = { ...fresh.vix, closes: fresh.vix.closes.map((close) => close / 3) }
    const unused = { modelled: fresh, progress: () => {} }
    const wide = await edrOptions.run({ world: { ...fresh, index }, ...unused })
    const narrow = await edrOptions.run({ world: { ...fresh, index, vix }, ...unused })
    expect([wide.verdict.status, narrow.verdict.status]).toEqual(['supported', 'refuted'])
    for (const { beside, verdict } of [wide, narrow]) {
      for (const { value } of verdict.supportedIf)
        expect(beside.join(' ')).toContain(`${(100 * (value ?? 0)).toFixed(1)} % [`)
    }
    const condor = await edrCoverage.run({ world: { ...fresh, index, vix }, ...unused })
    expect(condor.verdict.status).toBe('refuted')
    expect(condor.beside).toEqual(narrow.beside)
  })

  it('of H1 names the bands that its rule met and the verdict of the rule to the letter', () => {
    const look = (week: number, deviation: number, act: number) =>
      ({ week, deviation, act, widened: true, acts: false }) as const
    const said = floorWords([look(6, 0.2, 0.3), look(6, 0.01, 9), look(5, 0.2, 0.26), look(0, -0.4, 0.7)])
    for (const words of ['0.26 to 0.30 with five to eight', 'unknown with one to four', '0.70 in the last'])
      expect(said).toContain(words)
    const { verdict } = resultOf('H1')
    const winRate = { ...verdict.refutedIf[0], value: -0.165156 }
    expect(bareWords({ ...verdict, status: 'unresolved' }, { winRate })).toMatch(
      /unresolved, .* -16\.5 points \[/,
    )
  })

  it('of H7 is of every chain whose threat test fired, shifted or not', async () => {
    const rules = timeShift.rules.find(({ name }) => name === 'shift-250')
    if (rules === undefined) throw new Error('no such arm')
    const met = new Set<string>()
    const runs = runArms(await freshWorld(), [{ label: 'shift', rules, judge: hearingThreats(met) }], {
      change: { from: '2018-01-16' as IsoDate, to: '2018-03-16' as IsoDate, daysMax: 45 },
      options: { account_dollars: H1_ACCOUNT_DOLLARS },
      progress: () => {},
    })
    const trades = runs.get('shift')?.trades ?? []
    const shifted = trades.filter(({ rolls }) => rolls > 0)
    const still = trades.filter(({ id, rolls }) => met.has(id) && rolls === 0)
    const calm = trades.filter(({ id }) => !met.has(id))
    expect(shifted.filter(({ id }) => !met.has(id))).toEqual([])
    for (const some of [shifted, still, calm]) expect(some.length).toBeGreaterThan(0)
  })
})

describe('p-values of many arms', () => {
  const answer = (pOfZero: number | null, resamples: number) => ({
    pOfZero,
    interval: { low: 0, high: 1, level: 0.95, method: 'studentised', resamples, meanBlock: 1 } as const,
  })

  it('can reach 0.01 after Holm, and say so where they only hit the least that there can be', () => {
    for (const arms of [1, 11, 33]) {
      const resamples = leastResamples(arms)
      const least = 2 / (resamples + 1)
      expect(arms * least).toBeLessThanOrEqual(0.01 + 1e-12)
      const all = Array.from({ length: arms }, () => answer(least, resamples))
      expect(holmCells(all)).toEqual(Array.from({ length: arms }, () => 'at most 0.01'))
    }
  })

  it('stand in their order, adjusted over those that have one', () => {
    expect(holmCells([answer(0.5, 999), answer(null, 999), answer(0.002, 999), answer(0.02, 999)])).toEqual([
      0.5,
      null,
      'at most 0.006',
      0.04,
    ])
    expect([pCell(answer(0.002, 999)), pCell(answer(0.004, 999)), pCell(answer(null, 999))]).toEqual([
      'at most 0.002',
      0.004,
      null,
    ])
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
