/** `kondor pool`: what a pool earned and lost, from its history, or what a position does, from parameters. */
import fs from 'node:fs/promises'
import { Command } from 'commander'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, type Result } from '../../../base/vocabulary/result.ts'
import { dayRanges, wholeRange } from '../../../book/pool/history/day-ranges.ts'
import { markouts } from '../../../book/pool/history/markouts.ts'
import { poolPerformance } from '../../../book/pool/history/pool-performance.ts'
import { positionReport } from '../../../book/pool/position-report.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { DISCLAIMER } from '../../../policy/notes.ts'
import { type PoolFile, readPoolFile, readReferenceFile } from '../../../shell/importer/read-pool-file.ts'
import { PROXY_NOTE } from '../../view/pool-history.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { isPosition, type PoolOptions, positionTerms, statedTerms } from '../pool-options.ts'
import { paintLines } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'
import { type FileReport, poolHistoryPage, poolPositionPage } from '../terminal/pool-page.ts'

const HELP = `
Files: Uniswap v3 minutes as Demeter writes them (raw integers and ticks), The Graph's poolDayDatas as JSON, or a
plain CSV with time,price,liquidity,volume in whole tokens; plain, gz or zip. Times are UTC.
A file of raw integers is read with the terms of the pool whose address is in its name, else with 6 and 18 decimals and
token 1 risky; --decimals, --risky and --fee state them. Without a fee, fees are unknown.

Examples:
  kondor pool polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-14.minute.csv
  kondor pool *.minute.csv --report pools.html
  kondor pool pool.csv --fee 0.3% --reference binance.csv --json
  kondor pool --cpmm --price 2000 --vol 80% --value 1e6 --fee 0.3% --volume 250000 --block-seconds 12
  kondor pool --range 1500,2500 --price 2000 --vol 70% --fee 5bp --volume 5e6 --days 30

${EXIT_CODES_HELP}`

const MS_PER_DAY = 86_400_000

export function poolCommand(): Command {
  return new Command('pool')
    .description('LVR, fees, divergence loss and the equivalent condor of a liquidity pool.')
    .argument('[files...]', "histories of pools; each file's days are reported")
    .option(
      '--reference <file>',
      'time,price of the risky token outside the pool: LVR at that price, with markouts',
    )
    .option('--fee <share>', 'fee on the input: 0.05%, 5bp or 0.0005')
    .option('--decimals <pair>', 'decimals of token 0 and token 1, as 6,18')
    .option('--risky <token>', '0 or 1: the token that is not the numeraire')
    .option('--allow-partial', 'use the good rows of a file some rows of which are refused')
    .option('--cpmm', 'a full-range constant-product position')
    .option('--weighted <theta>', 'a weighted pool; the risky share, as 0.8')
    .option('--range <low,high>', 'a concentrated position')
    .option('--limit <price>', 'a limit order left open')
    .option('--price <price>', 'price now, numeraire per risky token')
    .option('--value <amount>', 'value of the position, numeraire (default 1,000,000)')
    .option('--vol <vol>', 'forecast volatility a year: 80% or 0.8')
    .option('--volume <amount>', 'volume a day that the position serves, numeraire')
    .option('--block-seconds <seconds>', 'mean time between blocks, for arbitrage in blocks')
    .option('--days <days>', 'horizon of the option hedge (default 30)')
    .option('--implied-vol <vol>', 'volatility at which options are bought (default: --vol)')
    .option('--gas <amount>', 'cost of one re-centring in transactions, numeraire (default 0)')
    .option('--json', 'the figures as data')
    .option('--report <file>', 'also write the histories as one HTML page with plots')
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], options: PoolOptions) => {
      if (isPosition(options) === files.length > 0) return fail(oneOrTheOther(files.length))
      if (files.length === 0 && options.report !== undefined) return fail(reportNeedsFiles(options.report))
      if (files.length === 0) await printPosition(options)
      else await printHistories(files, options)
    })
}

async function printPosition(options: PoolOptions): Promise<void> {
  const terms = positionTerms(options)
  if (!terms.ok) return fail(terms.refusal)
  const report = positionReport(terms.value)
  if (!report.ok) return fail(report.refusal)
  if (options.json === true) return writeJson({ schema: 'kondor.pool-position/1', ...report.value })
  const page = poolPositionPage(report.value, terms.value.horizon_days, pageWidth(process.stdout.columns))
  await write(paintLines(page, standardPainter()))
}

async function printHistories(files: readonly string[], options: PoolOptions): Promise<void> {
  const terms = statedTerms(options)
  if (!terms.ok) return fail(terms.refusal)
  const allowPartial = options.allowPartial === true
  const reference = await referenceOf(options.reference, allowPartial)
  if (!reference.ok) return fail(reference.refusal)
  const reports: FileReport[] = []
  for (const path of files) {
    const file = await readPoolFile(path, { terms: terms.value, allowPartial })
    if (!file.ok) return fail(file.refusal)
    reports.push(reportOf(file.value, reference.value))
  }
  if (options.report !== undefined) await writeReport(options.report, reports)
  if (options.json === true) return writeJson(document(reports, options.reference ?? null))
  const page = poolHistoryPage(reports, pageWidth(process.stdout.columns))
  await write(paintLines(page, standardPainter()))
}

async function writeReport(path: string, reports: readonly FileReport[]): Promise<void> {
  const { poolReport } = await import('../../report/pool-report.ts')
  await fs.writeFile(path, poolReport(reports, DISCLAIMER))
  process.stderr.write(`Report written to ${printable(path)}\n`)
}

async function referenceOf(
  path: string | undefined,
  allowPartial: boolean,
): Promise<Result<PoolHistory | null>> {
  if (path === undefined) return accepted(null)
  const file = await readReferenceFile(path, allowPartial)
  return file.ok ? accepted(file.value.history) : file
}

function reportOf(file: PoolFile, reference: PoolHistory | null): FileReport {
  const { history, terms } = file
  const ranges =
    history.spacing > 0 && history.spacing < MS_PER_DAY ? dayRanges(history) : [wholeRange(history)]
  return {
    file,
    days: ranges.map((range) => ({
      performance: poolPerformance(history, range, terms.fee),
      markouts: reference === null ? null : markouts(history, range, reference, terms.fee),
    })),
  }
}

const document = (reports: readonly FileReport[], reference: string | null): object => ({
  schema: 'kondor.pool/1',
  reference,
  note: PROXY_NOTE,
  files: reports.map(({ file, days }) => ({
    path: file.path,
    format: file.format,
    terms: file.terms,
    spacing_minutes: file.history.spacing / 60_000,
    gaps: {
      count: file.history.gaps.count,
      longest_minutes: file.history.gaps.longest / 60_000,
      missing_rows: file.history.gaps.missingPeriods,
    },
    liquidity: file.history.liquidityNote,
    warnings: file.history.warnings,
    refused_rows: file.refusedRows,
    days: days.map(({ performance, markouts: at }) => ({ ...performance, markouts: at })),
  })),
})

const reportNeedsFiles = (path: string) =>
  refuse('command.bad-input', {
    field: '--report',
    was: path,
    wanted: 'files: a report draws a history',
    source: 'pool',
  })

const oneOrTheOther = (files: number) =>
  refuse('command.bad-input', {
    field: 'FILE',
    was: files === 0 ? 'neither files nor a position' : 'files and a position',
    wanted: 'files, or one of --cpmm, --weighted, --range, --limit',
    source: 'pool',
  })
