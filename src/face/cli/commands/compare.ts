/** `kondor compare`: rule sets over the same days, side by side, with what the difference is worth. */
import fs from 'node:fs/promises'
import { Command } from 'commander'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { cashRecord } from '../../../engine/evidence/cash-record.ts'
import { comparisonEvidence } from '../../../engine/evidence/comparison-evidence.ts'
import { runEvidence } from '../../../engine/evidence/run-evidence.ts'
import { heldOnlyCash } from '../../../engine/evidence/run-record.ts'
import { trialOf, trialSummary } from '../../../engine/evidence/trial-log.ts'
import { judge } from '../../../policy/judge.ts'
import { DISCLAIMER } from '../../../policy/notes.ts'
import { unhedgedTwin } from '../../../policy/rules/presets.ts'
import { logTrials } from '../../../shell/evidence/trial-file.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { runSource } from '../../../shell/world/open-backtest.ts'
import type { CompareDocument } from '../../report/compare-document.ts'
import { dataDocument, runDocument } from '../../report/run-document.ts'
import { addRunOptions, type RunOptions } from '../backtest-options.ts'
import { commandLine } from '../command-line.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { type Prepared, prepareRuns, refusedWith, RESAMPLING_SEED } from '../prepare-runs.ts'
import { progress } from '../progress.ts'
import { comparePage } from '../terminal/compare-page.ts'
import { paintLines } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'

interface Options extends RunOptions {
  readonly json?: true
  readonly html?: string
}

const HELP = `
Examples:
  kondor compare monthly-16-delta lvr-budget width-premium
  kondor compare lvr-budget lvr-budget+alvh --from 2007-01-01 --to 2009-12-31 --html crisis.html
  kondor compare monthly-16-delta ./my-rules.yaml --data simulated --seed 3

The first rule set is what the others are compared with; all are compared with doing nothing, too, and a name that ends in
+alvh (or vxth) with the same rules without their hedge, which are run for it. Every run is written into the trial log.
P-values are adjusted for the number of rule sets; --resamples must be enough for one of them to be small.

${EXIT_CODES_HELP}`

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('Rule sets over the same days: paired differences, each with its interval.')
    .argument('<rules...>', 'presets or rules files, two or more; the first is the baseline')
  return addRunOptions(command)
    .option('--json', 'the comparison as data')
    .option('--html <file>', 'also write one HTML page with plots')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(names: readonly string[], options: Options): Promise<void> {
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (names.length < 2 || twice !== undefined) return fail(notTwo(names, twice))
  const store = new Store(kondorHome())
  try {
    const document = await compare(store, names, options)
    if (document === null) return
    if (options.html !== undefined) await writePage(options.html, document)
    if (options.json === true) return await writeJson(document)
    await write(paintLines(comparePage(document, pageWidth(process.stdout.columns)), standardPainter()))
  } finally {
    store.close()
  }
}

/** Null once the refusal is printed. */
async function compare(
  store: Store,
  names: readonly string[],
  given: Options,
): Promise<CompareDocument | null> {
  const twins = names.flatMap((name) => unhedgedTwin(name) ?? [])
  const all = [...names, ...new Set(twins.filter((name) => !names.includes(name)))]
  // Against doing nothing all of them are tested together; against the first, one fewer.
  const prepared = await prepareRuns(store, all, given, names.length)
  if (prepared === null) return null
  const { asked, source } = prepared
  const { study, resamples } = asked
  const named = relabelled(prepared, all)
  const bar = progress(`${all.length} rule sets`, source.count)
  const runs = await runSource(
    source,
    named.map(({ rules, options }) => ({ rules, judge, options })),
    (done) => bar.at(done),
  )
  bar.end()
  const log = logTrials(
    store.home,
    runs.map((one) => trialOf(one, study, heldOnlyCash(one))),
  )
  if (!log.ok) return refusedWith(log)
  const context = { trials: trialSummary(log.value, study) }
  const resampling = { seed: RESAMPLING_SEED, resamples }
  const shown = runs.slice(0, names.length)
  const cash = cashRecord(runs[0])
  const documents = shown.map((one, i) => {
    const { rules, options, says } = named[i]
    const made = runDocument(one, cashRecord(one), {
      rules,
      options,
      evidence: runEvidence(one, context, resampling),
    })
    return { ...made, banners: [...says, ...made.banners] }
  })
  return {
    schema: 'kondor.compare/1',
    command: commandLine(process.argv.slice(2)),
    data: dataDocument(source),
    banners: commonBanners(documents.map(({ banners }) => banners)),
    runs: documents,
    againstFirst: comparisonEvidence(shown[0], shown.slice(1), context, resampling),
    againstNothing: comparisonEvidence(cash, shown, context, resampling),
    againstTwins: shown.flatMap((one, i) => {
      const twinName = unhedgedTwin(names[i])
      if (twinName === null) return []
      const twin = runs[all.indexOf(twinName)]
      return [comparisonEvidence(twin, [one], context, resampling)]
    }),
  }
}

/** Files may bear the same name inside: then each goes by what was typed. */
function relabelled({ runs }: Prepared, names: readonly string[]): Prepared['runs'] {
  const labels = runs.map(({ rules }) => rules.name)
  const unique = new Set(labels).size === labels.length
  return runs.map((one, i) => ({ ...one, options: { ...one.options, label: unique ? labels[i] : names[i] } }))
}

/** Banners that stand over every run. */
const commonBanners = (all: readonly (readonly string[])[]): readonly string[] =>
  all[0].filter((banner) => all.every((banners) => banners.includes(banner)))

const notTwo = (names: readonly string[], twice: string | undefined) =>
  refuse('command.bad-input', {
    field: 'RULES',
    was: twice === undefined ? names.join(' ') : `${twice} twice`,
    wanted: 'two rule sets or more, each once',
    source: 'command line',
  })

async function writePage(path: string, document: CompareDocument): Promise<void> {
  const { compareReport } = await import('../../report/compare-report.ts')
  await fs.writeFile(path, compareReport(document, DISCLAIMER))
  process.stderr.write(`Report written to ${printable(path)}\n`)
}
