/** `kondor backtest`: one rule set over many days, and what it shows about paying. */
import fs from 'node:fs/promises'
import { Command } from 'commander'
import { momentsOf } from '../../../base/numerics/moments.ts'
import type { BacktestRun } from '../../../engine/backtest/backtest-run.ts'
import { accountCorrelations } from '../../../engine/evidence/account-correlations.ts'
import { cashRecord } from '../../../engine/evidence/cash-record.ts'
import { excessReturns } from '../../../engine/evidence/excess-returns.ts'
import { runEvidence } from '../../../engine/evidence/run-evidence.ts'
import { heldOnlyCash } from '../../../engine/evidence/run-record.ts'
import { timingLuck, type TimingLuck } from '../../../engine/evidence/timing-luck.ts'
import { trialOf, trialSummary } from '../../../engine/evidence/trial-log.ts'
import { SESSIONS_PER_YEAR } from '../../../market/series/realised-vol.ts'
import { judge } from '../../../policy/judge.ts'
import { DISCLAIMER } from '../../../policy/notes.ts'
import { logTrials } from '../../../shell/evidence/trial-file.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { runSource } from '../../../shell/world/open-backtest.ts'
import { type BacktestDocument, dataDocument, runDocument } from '../../report/run-document.ts'
import { addRunOptions, type RunOptions } from '../backtest-options.ts'
import { commandLine } from '../command-line.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { prepareRuns, refusedWith, RESAMPLING_SEED } from '../prepare-runs.ts'
import { progress } from '../progress.ts'
import { backtestPage } from '../terminal/backtest-page.ts'
import { paintLines } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'
import { timingPhases } from '../timing-phases.ts'
import { againstBaselines, baselineRuns } from '../baseline-runs.ts'

interface Options extends RunOptions {
  readonly timingLuck?: true
  readonly baselines: boolean
  readonly json?: true
  readonly html?: string
}

const HELP = `
Examples:
  kondor backtest monthly-16-delta
  kondor backtest lvr-budget --from 2008-01-01 --to 2010-12-31 --html lvr-budget.html
  kondor backtest ./my-rules.yaml --entry-every 5 --timing-luck
  kondor backtest monthly-16-delta --data simulated --mode fair --seed 7 --years 5
  kondor backtest lvr-budget --data quoted --json
  kondor backtest icc-1dte --data quoted --snapshots all
  kondor backtest icc-1dte --data simulated --mode fair --years 2 --snapshots 6

--data indexed (the default) prices options by a modelled surface on the real index, with the published VIX where it is
imported and a modelled one elsewhere; quoted replays the chains in the store; simulated is a made-up world.
--snapshots decides several times a day: at every stored chain, or so many times in a simulated session. Orders are filled on
the next snapshot, of the same session too. Daily closes have no time within the day, so indexed data refuse it.
Every run is written into the trial log of KONDOR_HOME, because the best of many tries is not what it seems.
The run is measured against doing nothing, against the same rules without their hedge, and against the same entries held to
settlement: those are run with it (--no-baselines leaves them out) and are tries, too.
--timing-luck leaves the run as it is, runs the same rules beside it, begun on each session of the week (or on the others of
--entry-every n), and shows the spread. Those are tries, too.

${EXIT_CODES_HELP}`

export function backtestCommand(): Command {
  const command = new Command('backtest')
    .description('Runs a rule set over many days: what it earned, what it risked, and how sure that is.')
    .argument('<rules>', 'a preset, or a rules file')
  return addRunOptions(command)
    .option('--timing-luck', 'the same rules begun on other days')
    .option('--no-baselines', 'without the runs that it is measured against')
    .option('--json', 'the evidence as data')
    .option('--html <file>', 'also write one HTML page with plots')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(named: string, options: Options): Promise<void> {
  const store = new Store(kondorHome())
  try {
    const document = await backtest(store, named, options)
    if (document === null) return
    if (options.html !== undefined) await writePage(options.html, document)
    if (options.json === true) return await writeJson(document)
    await write(paintLines(backtestPage(document, pageWidth(process.stdout.columns)), standardPainter()))
  } finally {
    store.close()
  }
}

/** Null once the refusal is printed. */
async function backtest(store: Store, named: string, given: Options): Promise<BacktestDocument | null> {
  const prepared = await prepareRuns(store, [named], given)
  if (prepared === null) return null
  const { asked, source } = prepared
  const { study, resamples } = asked
  const [{ rules, options, says }] = prepared.runs
  const phases = given.timingLuck === true ? timingPhases(options) : { others: [], position: null }
  const beside = given.baselines ? baselineRuns(rules, options) : []
  const bar = progress(rules.name, source.count)
  const runs = await runSource(
    source,
    [
      ...[options, ...phases.others].map((one) => ({ rules, judge, options: one })),
      ...beside.map((one) => ({ ...one, judge })),
    ],
    (done) => bar.at(done),
  )
  bar.end()
  const [main] = runs
  const others = runs.slice(1, 1 + phases.others.length)
  const log = logTrials(
    store.home,
    runs.map((one) => trialOf(one, study, heldOnlyCash(one))),
  )
  if (!log.ok) return refusedWith(log)
  const context = {
    trials: trialSummary(log.value, study),
    timingLuck: others.length === 0 ? null : luckOf(main, others, phases.position),
  }
  const resampling = { seed: RESAMPLING_SEED, resamples }
  const evidence = runEvidence(main, context, resampling)
  const correlations = accountCorrelations(main, await source.proxies())
  const page = runDocument(main, cashRecord(main), { rules, options, evidence })
  return {
    schema: 'kondor.backtest/1',
    command: commandLine(process.argv.slice(2)),
    data: dataDocument(source),
    baselines: againstBaselines(main, runs.slice(1 + others.length), context, resampling),
    correlations,
    ...page,
    banners: [...says, ...page.banners],
  }
}

/** Excess return a year of each phase, in the order of their first sessions. */
function luckOf(
  main: BacktestRun,
  others: readonly BacktestRun[],
  position: number | null,
): TimingLuck | null {
  const runs = position === null ? others : [...others.slice(0, position), main, ...others.slice(position)]
  return timingLuck(
    runs.map((one) => excessReturns(one).excess),
    position,
    (values) => (values.length === 0 ? null : momentsOf(values).mean * SESSIONS_PER_YEAR),
  )
}

async function writePage(path: string, document: BacktestDocument): Promise<void> {
  const { backtestReport } = await import('../../report/backtest-report.ts')
  await fs.writeFile(path, backtestReport(document, DISCLAIMER))
  process.stderr.write(`Report written to ${printable(path)}\n`)
}
