/** `kondor import FILE...`: reads vendors' files into the store. */
import path from 'node:path'
import { Command } from 'commander'
import { formatNewYork } from '../../../base/calendar/new-york.ts'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import type { DayNumber } from '../../../base/vocabulary/quantity.ts'
import { type Refusal, refusalLine } from '../../../base/vocabulary/refusal.ts'
import type { RefusalLog } from '../../../market/quote/refusal-log.ts'
import { importFile, type ImportReport, type StoredItem } from '../../../shell/store/import-file.ts'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { counted, grouped } from '../../view/numbers.ts'
import { row, type Row } from '../../view/words.ts'
import { EXIT, exitCodeOfRefusal } from '../exit-codes.ts'
import { pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { BLANK, heading, paintLines, rowLines, type Line } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'

interface Options {
  readonly format?: string
  readonly locale?: string
  readonly allowPartial?: true
  readonly json?: true
}

const HELP = `
Examples:
  kondor import quotedata.csv                 a chain; the format is recognised by content
  kondor import VIX_History.csv SPX.csv       histories: they give the variance forecast and EDR
  kondor import chain.csv --locale de         semicolons and decimal commas
  kondor import big.zip --allow-partial       the good rows of a file with bad ones

The same content imported twice, under whatever name, changes nothing. A file with rows that cannot be read is refused
whole, with the reasons; what was imported before stays. Formats: docs/reference/formats.md.
Exit codes: 0 all files taken, 64 wrong command line, 65 a file was refused, 66 no such file, 74 a file cannot be read.`

const ROWS_SHOWN = 10

export function importCommand(): Command {
  return new Command('import')
    .description("Reads vendors' files (plain, gz, zip) into the store.")
    .argument('<file...>', 'files to import')
    .option('--format <id>', 'name the format instead of recognising it')
    .option('--locale <language>', 'how numbers are written, for example de: decimal comma, semicolons')
    .option('--allow-partial', 'take the good rows of a file that holds bad ones')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const store = new Store(kondorHome())
  const reports: ImportReport[] = []
  for (const file of files) {
    const report = await importFile(store, path.resolve(file), options, systemClock.now())
    reports.push(report)
    if (options.json !== true) await show(report)
  }
  store.close()
  if (reports.length > 1 && options.json !== true) await write(closingLine(reports))
  if (options.json === true) await writeJson({ schema: 'kondor.import/1', files: reports })
  const refusals = reports.flatMap((report) => (report.refusal === null ? [] : [report.refusal]))
  if (refusals.length > 0) process.exitCode = Math.max(...refusals.map(exitCodeOfRefusal))
  else process.exitCode = EXIT.OK
}

/** `27 taken, 1 refused: quotes.csv`. */
function closingLine(reports: readonly ImportReport[]): string {
  const refused = reports.filter(({ refusal }) => refusal !== null)
  const names = refused.map((report) => path.basename(report.path)).join(', ')
  const tail = refused.length === 0 ? '' : `, ${grouped(refused.length, 0)} refused: ${printable(names)}`
  return `${grouped(reports.length - refused.length, 0)} taken${tail}\n`
}

async function show(report: ImportReport): Promise<void> {
  if (report.refusal !== null) {
    process.stderr.write(`kondor: ${printable(refusalLine(report.refusal))}\n`)
    for (const line of rowReasons(report)) process.stderr.write(`  ${printable(line)}\n`)
    return
  }
  const width = pageWidth(process.stdout.columns)
  const lines: Line[] = [heading(path.basename(report.path), width), ...rowLines(rowsOf(report), width)]
  await write(paintLines([...lines, BLANK], standardPainter()))
}

function rowReasons(report: ImportReport): string[] {
  const rows: RefusalLog | null = report.refusedRows
  if (rows === null) return []
  const shown = rows.first.slice(0, ROWS_SHOWN).map((refusal: Refusal) => refusalLine(refusal))
  const rest = rows.total - shown.length
  return rest > 0 ? [...shown, `and ${counted(rest, 'more row')}; --json lists the first hundred`] : shown
}

function rowsOf(report: ImportReport): Row[] {
  const rows: Row[] = [row('Format', report.format)]
  const lines = byDay(report.items)
  for (const { kind, put, says } of lines.slice(0, ROWS_SHOWN)) {
    rows.push(row(kind, put === 'added' ? 'added' : 'already there', says))
  }
  const rest = lines.length - ROWS_SHOWN
  if (rest > 0) rows.push(row('and', `${grouped(rest, 0)} more`))
  for (const [code, count] of Object.entries(report.refusedByCode)) {
    rows.push(row('Left out', grouped(count, 0), code, 'warn'))
  }
  for (const warning of report.warnings) rows.push(row('Note', '', warning, 'quiet'))
  return rows
}

type ItemLine = Pick<StoredItem, 'kind' | 'put'> & { readonly says: string }

/** Chains of one day and fate as one line; whatever stands alone as itself. */
function byDay(items: readonly StoredItem[]): ItemLine[] {
  const groups = Map.groupBy(items, (item, index) =>
    item.kind === 'chain'
      ? `${item.name} ${item.put} ${formatNewYork(item.quotedAt).slice(0, 10)}`
      : String(index),
  )
  return [...groups.values()].map((group) => {
    const { kind, put } = group[0]
    const chains = group.flatMap((item) => (item.kind === 'chain' ? [item] : []))
    if (chains.length < 2) return { kind, put, says: describe(group[0]) }
    const times = chains.map(({ quotedAt }) => formatNewYork(quotedAt)).toSorted()
    const quotes = chains.reduce((total, chain) => total + chain.quotes, 0)
    const span = `${times[0].slice(0, 16)} to ${times.at(-1)?.slice(11, 16) ?? ''}`
    const says = `${chains[0].name}, ${counted(chains.length, 'chain')}, ${span}, ${grouped(quotes, 0)} quotes`
    return { kind, put, says }
  })
}

function describe(item: StoredItem): string {
  if (item.kind === 'chain') {
    const quotes = `${grouped(item.quotes, 0)} quotes, ${counted(item.expiries, 'expiry', 'expiries')}`
    return `${item.name} at ${formatNewYork(item.quotedAt)}, ${quotes}`
  }
  if (item.rows === 0) return `${item.name}, no rows`
  const extent = `${isoOfDay(item.firstDay as DayNumber)} to ${isoOfDay(item.lastDay as DayNumber)}`
  return `${item.name}, ${counted(item.rows, 'row')}, ${extent}`
}
