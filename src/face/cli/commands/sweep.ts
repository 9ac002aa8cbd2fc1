/** `kondor sweep`: many variants of one rule set on all cores, and what choosing among them is worth. */
import fs from 'node:fs/promises'
import { Command } from 'commander'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result, valueOrNull } from '../../../base/vocabulary/result.ts'
import { excessReturns } from '../../../engine/evidence/excess-returns.ts'
import { type SweepArm, sweepEvidence } from '../../../engine/evidence/sweep-evidence.ts'
import { type Trial, trialOf, trialSummary } from '../../../engine/evidence/trial-log.ts'
import { DISCLAIMER } from '../../../policy/notes.ts'
import { canonicalHash } from '../../../policy/rules/canonical.ts'
import type { RuleSet } from '../../../policy/rules/rule-set.ts'
import { type RuleSetting, rulesVariant, settingsWords } from '../../../policy/rules/rules-variant.ts'
import { logTrials } from '../../../shell/evidence/trial-file.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { readyHome } from '../../../shell/store/ready-home.ts'
import { Store } from '../../../shell/store/store.ts'
import { runSweep } from '../../../shell/sweep/run-sweep.ts'
import { readSweep, type SweepHeader, sweepPath } from '../../../shell/sweep/sweep-file.ts'
import type { SweepResult } from '../../../shell/sweep/sweep-result.ts'
import { dataDocument } from '../../report/run-document.ts'
import type { SweepDocument } from '../../report/sweep-document.ts'
import { addRunOptions, numberOf, type RunOptions } from '../backtest-options.ts'
import { commandLine } from '../command-line.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { type Prepared, prepareRuns, refusedWith, RESAMPLING_SEED } from '../prepare-runs.ts'
import { progress } from '../progress.ts'
import { type GridAxis, gridOf, parseAxis, randomOf, VARIANTS_MAX } from '../sweep-grid.ts'
import { paintLines } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'
import { sweepPage } from '../terminal/sweep-page.ts'
import { packageVersion } from '../version.ts'

interface Options extends RunOptions {
  readonly grid: readonly string[]
  readonly random?: string
  readonly gridSeed: string
  readonly resume?: true
  readonly shard?: string
  readonly workers?: string
  readonly json?: true
  readonly html?: string
}

const HELP = `
A KEY is the path of a key of the rules, as docs/reference/rules.md lists them; each variant is checked as a rules file is.

Examples:
  kondor sweep lvr-budget --grid entry.coverage.floor=0.9,1,1.1 --grid sizing.marginShareMax=0.05,0.1
  kondor sweep monthly-16-delta --grid structures[0].contract.shorts.put=0.1,0.16,0.2 --workers 2
  kondor sweep lvr-budget --grid entry.coverage.floor=0.9,1,1.1 --grid sizing.lossShareMax=0.05,0.1 --html sweep.html
  kondor sweep width-premium --grid invariant.band.act=0.1..0.6 --random 50 --grid-seed 7
  kondor sweep lvr-budget --grid entry.coverage.floor=0.8,1,1.2 --shard 1/3        one of three machines
  kondor sweep lvr-budget --grid entry.coverage.floor=0.8,1,1.2 --resume           what is left, and the ranking

Results are kept in KONDOR_HOME/sweeps as they come; --resume takes those that are there. Every variant is a trial: no
ranking is printed without the deflated Sharpe ratio over all trials and the probability of backtest overfitting.

${EXIT_CODES_HELP}`

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text]

export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('Many variants of a rule set on all cores: the ranking, and what it is worth.')
    .argument('<rules>', 'a preset, or a rules file')
  return addRunOptions(command)
    .option('--grid <key=values>', 'values to try of one key, with commas; repeat it', collect, [])
    .option('--random <n>', 'so many combinations, drawn; a range low..high is drawn from, too')
    .option('--grid-seed <number>', 'of the draws', '1')
    .option('--resume', 'take the results that are there already')
    .option('--shard <i/n>', 'run every nth variant only, the ith of them, and rank nothing')
    .option('--workers <n>', 'threads; default: one a core')
    .option('--json', 'the ranking as data')
    .option('--html <file>', 'also write one HTML page with plots')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(named: string, options: Options): Promise<void> {
  const store = new Store(kondorHome())
  try {
    const document = await sweep(store, named, options)
    if (document === null) return
    if (options.html !== undefined) await writePage(options.html, document)
    if (options.json === true) return await writeJson(document)
    await write(paintLines(sweepPage(document, pageWidth(process.stdout.columns)), standardPainter()))
  } finally {
    store.close()
  }
}

async function writePage(path: string, document: SweepDocument): Promise<void> {
  const { sweepReport } = await import('../../report/sweep-report.ts')
  await fs.writeFile(path, sweepReport(document, DISCLAIMER))
  process.stderr.write(`Report written to ${printable(path)}\n`)
}

interface Variant {
  readonly label: string
  readonly settings: readonly RuleSetting[]
  readonly rules: RuleSet
  readonly hash: string
}

/** Null once there is nothing more to print. */
async function sweep(store: Store, named: string, given: Options): Promise<SweepDocument | null> {
  const terms = termsOf(given)
  if (!terms.ok) return refusedWith(terms)
  const { settings } = terms.value
  const prepared = await prepareRuns(store, [named], given, 0, (rules) =>
    (valueOrNull(variantsOf(rules, settings)) ?? []).map((variant) => variant.rules),
  )
  if (prepared === null) return null
  const variants = variantsOf(prepared.runs[0].rules, settings)
  if (!variants.ok) return refusedWith(variants)
  const ready = readyHome(store.home)
  if (!ready.ok) return refusedWith(ready)
  const { shard, workers } = terms.value
  const mine = variants.value.filter((_, i) => shard === null || i % shard.of === shard.at)
  const answer = await resultsOf(store, prepared, mine, { workers, resume: given.resume === true })
  if (!answer.ok) return refusedWith(answer)
  const { header, results } = answer.value
  const { study } = prepared.asked
  const log = logTrials(
    store.home,
    mine.map(({ hash }) => trialOfResult(resultIn(results, hash), header, study)),
  )
  if (!log.ok) return refusedWith(log)
  if (shard !== null) {
    const words = `${mine.length} of ${variants.value.length} variants are done. Rank all of them with --resume and without --shard.`
    process.stderr.write(`${words}\n`)
    return null
  }
  const arms = mine.map(({ label, hash }) => armOf(label, resultIn(results, hash), header))
  return {
    schema: 'kondor.sweep/1',
    command: commandLine(process.argv.slice(2)),
    data: dataDocument(prepared.source),
    rules: { name: prepared.runs[0].rules.name, hash: canonicalHash(prepared.runs[0].rules) },
    banners: prepared.runs[0].says,
    grid: given.grid,
    variants: variants.value.map(({ hash, settings }) => ({ rulesHash: hash, settings })),
    dates: header.days.slice(1).map((day) => isoOfDay(quantity<DayNumber>(day))),
    evidence: sweepEvidence(arms, trialSummary(log.value, study)),
  }
}

interface Terms {
  readonly settings: readonly (readonly RuleSetting[])[]
  readonly shard: { readonly at: number; readonly of: number } | null
  readonly workers: number | null
}

function termsOf(given: Options): Result<Terms> {
  const axes: GridAxis[] = []
  for (const text of given.grid) {
    const axis = parseAxis(text)
    if (!axis.ok) return axis
    axes.push(axis.value)
  }
  const keys = axes.map(({ key }) => key)
  const twice = keys.find((key, i) => keys.indexOf(key) < i)
  if (axes.length === 0 || twice !== undefined) {
    const was = twice === undefined ? 'none' : `${twice} twice`
    return bad('--grid', was, 'one or more, each key once')
  }
  const settings = settingsOf(axes, given)
  if (!settings.ok) return settings
  const shard = shardOf(given.shard)
  if (!shard.ok) return shard
  const workers =
    given.workers === undefined
      ? accepted(null)
      : numberOf('--workers', given.workers, { low: 1, high: 256, whole: true })
  return workers.ok
    ? accepted({ settings: settings.value, shard: shard.value, workers: workers.value })
    : workers
}

function settingsOf(axes: readonly GridAxis[], { random, gridSeed }: Options): Result<Terms['settings']> {
  if (random === undefined) return gridOf(axes)
  const count = numberOf('--random', random, { low: 1, high: VARIANTS_MAX, whole: true })
  if (!count.ok) return count
  const seed = numberOf('--grid-seed', gridSeed, { low: 0, high: 2 ** 32 - 1, whole: true })
  return seed.ok ? accepted(randomOf(axes, count.value, seed.value)) : seed
}

function shardOf(text: string | undefined): Result<Terms['shard']> {
  if (text === undefined) return accepted(null)
  const found = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim())
  const [at, of] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)]
  return found !== null && at >= 1 && at <= of
    ? accepted({ at: at - 1, of })
    : bad('--shard', text, 'i/n with i from 1 to n')
}

const bad = (field: string, was: string, wanted: string): Result<never> =>
  refused(refuse('command.bad-input', { field, was, wanted, source: 'command line' }))

/** Each rule set once: settings that come to the same rules are one variant. */
function variantsOf(rules: RuleSet, all: Terms['settings']): Result<readonly Variant[]> {
  const variants = new Map<string, Variant>()
  for (const settings of all) {
    const made = rulesVariant(rules, settings)
    if (!made.ok) return made
    const hash = canonicalHash(made.value)
    if (!variants.has(hash))
      variants.set(hash, { label: settingsWords(settings), settings, rules: made.value, hash })
  }
  return accepted([...variants.values()])
}

interface Results {
  readonly header: SweepHeader
  readonly results: ReadonlyMap<string, SweepResult>
}

async function resultsOf(
  store: Store,
  { source, asked }: Prepared,
  variants: readonly Variant[],
  { workers, resume }: { readonly workers: number | null; readonly resume: boolean },
): Promise<Result<Results>> {
  const { request, options, resamples } = asked
  const resampling = { seed: RESAMPLING_SEED, resamples }
  const file = sweepPath(store.home, source.contentHash, options, { version: packageVersion(), resampling })
  const before = readSweep(file)
  if (!before.ok) return before
  const known = resume ? before.value.results : new Map<string, SweepResult>()
  const left = variants.filter(({ hash }) => !known.has(hash))
  const total = variants.length * source.count
  const doneBefore = total - left.length * source.count
  const bar = progress(`${variants.length} variants`, total, doneBefore)
  await runSweep({
    job: { home: store.home, request, options, resampling, contentHash: source.contentHash },
    variants: left.map(({ rules }) => rules),
    workers,
    file,
    known: before.value,
    onProgress: (done) => bar.at(doneBefore + done),
  })
  bar.end()
  const after = readSweep(file)
  if (!after.ok) return after
  const { header, results } = after.value
  if (header === null) {
    const was = 'no result'
    return refused(
      refuse('store.damaged', { field: 'sweep', was, wanted: 'the results just written', source: file }),
    )
  }
  return accepted({ header, results })
}

function resultIn(results: ReadonlyMap<string, SweepResult>, hash: string): SweepResult {
  const found = results.get(hash)
  if (found === undefined) throw new Error(`no result of the variant ${hash}`)
  return found
}

function equityOf({ account_cents, pnl_cents }: SweepResult): Float64Array {
  let value = account_cents
  return Float64Array.from(pnl_cents, (change) => (value += change))
}

function armOf(label: string, result: SweepResult, { billsReturns }: SweepHeader): SweepArm {
  const { rulesHash, onlyCash, figures } = result
  const { excess, ruinedAt } = excessReturns({
    equity_cents: equityOf(result),
    billsReturns: Float64Array.from(billsReturns),
  })
  const status = onlyCash ? 'never traded' : ruinedAt === null ? 'traded' : 'ruined'
  return { label, rulesHash, status, excess, ruinedAt, figures }
}

const trialOfResult = (result: SweepResult, { days, billsReturns }: SweepHeader, study: string): Trial =>
  trialOf(
    {
      rulesHash: result.rulesHash,
      dataHash: result.dataHash,
      optionsHash: result.optionsHash,
      days: Int32Array.from(days),
      equity_cents: equityOf(result),
      billsReturns: Float64Array.from(billsReturns),
    },
    study,
    result.onlyCash,
  )
