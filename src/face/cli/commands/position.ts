/** `kondor position`: trades as they happened, straight into the journal. */
import path from 'node:path'
import { Command } from 'commander'
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../../base/vocabulary/result.ts'
import { type BookState, isOpen } from '../../../engine/journal/book-state.ts'
import {
  type Plan,
  planClose,
  planFill,
  planImport,
  planOpen,
  planRoll,
} from '../../../engine/journal/plan-trade.ts'
import { presetNamed } from '../../../policy/rules/presets.ts'
import { canonicalHash } from '../../../policy/rules/canonical.ts'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { openJournal, readJournal } from '../../../shell/journal/open-journal.ts'
import { readFills } from '../../../shell/journal/read-fills.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { counted } from '../../view/numbers.ts'
import { positionGroups, positionReport, positionsTable } from '../../view/position.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import {
  type TradeOptions,
  addNoteOption,
  addTradeOptions,
  executionsOf,
  instantOf,
} from '../position-options.ts'
import { BLANK, type Line, heading, paintLines, rowLines, tableLines } from '../terminal/layout.ts'
import { printable, span } from '../terminal/paint.ts'

const HELP = `
Examples:
  kondor position open feb-1 --at 2024-01-05T15:45 --fees 5.20 \\
    --leg "1 SPXW  240216P04450000 @ 20.10" --leg "-1 SPXW  240216P04500000 @ 25.40" \\
    --leg "-1 SPXW  240216C04850000 @ 21.00" --leg "1 SPXW  240216C04900000 @ 12.30"
  kondor position open d-1 --layer delta --leg "1 SPXW  240216C04700000 @ 64.1" \\
    --leg "-1 SPXW  240216P04700000 @ 61.8"
  kondor position close feb-1 --settle 4741.20 --at 2024-02-16T16:00
  kondor position import fills.csv
  kondor position list --all --json

Contracts bought are positive, sold negative. Fills are never changed: a mistake is undone by a fill that
reverses it. The layout of a file of fills is in docs/howto/record-a-trade.md.

${EXIT_CODES_HELP}`

export function positionCommand(): Command {
  const position = new Command('position').description('Trades as they happened, in the journal.')
  position.addHelpText('after', HELP)
  addOpenAndFill(position)
  addRollAndClose(position)
  addReaders(position)
  position
    .command('import')
    .argument('<file>', 'fills, comma-separated')
    .description('Records a file of fills; a fill recorded before is left out.')
    .option('--json', 'print what was recorded as JSON')
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      const lines = readFills(path.resolve(file))
      if (!lines.ok) return fail(lines.refusal)
      await record(null, json === true, (book) => planImport(book, lines.value, path.basename(file)))
    })
  return position
}

function addOpenAndFill(position: Command): void {
  addNoteOption(addTradeOptions(position.command('open').argument('<id>', 'what to call the trade')))
    .description('Opens a trade, with its fills or before them.')
    .option('--rules <name>', 'the rule set it is opened by')
    .option('--layer <layer>', 'what it belongs to: core, delta, or a layer of hedges such as hedge:front')
    .option('--structure <id>', 'the structure of the rules it is opened as: tier-1.15')
    .action(async (id: string, options: OpenOptions) => {
      const about = aboutOf(options)
      if (!about.ok) return fail(about.refusal)
      await recordTrade(id, options, (book, at, fills) => planOpen(book, id, at, fills, about.value))
    })
  addTradeOptions(position.command('fill').argument('<id>', 'the trade'))
    .description('Records executions of an open trade.')
    .action(async (id: string, options: TradeOptions) => {
      if (options.leg.length === 0) return fail(noLegs())
      await recordTrade(id, options, (book, _at, fills) => planFill(book, id, fills))
    })
}

function addRollAndClose(position: Command): void {
  addNoteOption(
    addTradeOptions(
      position.command('roll').argument('<id>', 'the trade').argument('<new>', 'what it becomes'),
    ),
  )
    .description('Closes legs of a trade and opens others in one: the new trade keeps its parent.')
    .action(async (id: string, next: string, options: TradeOptions) => {
      if (options.leg.length === 0) return fail(noLegs())
      await recordTrade(next, options, (book, at, fills) =>
        planRoll(book, id, next, at, fills, options.note ?? null),
      )
    })
  addNoteOption(addTradeOptions(position.command('close').argument('<id>', 'the trade')))
    .description('Closes a trade by fills, by cash settlement, or because nothing of it is held.')
    .option(
      '--settle <points>',
      'settlement value of the index: options still held settle at intrinsic value',
    )
    .action(async (id: string, options: TradeOptions & { readonly settle?: string }) => {
      const value = settlementValueOf(options.settle)
      if (!value.ok) return fail(value.refusal)
      const about = { value_points: value.value, note: options.note ?? null }
      await recordTrade(id, options, (book, at, fills) => planClose(book, id, at, fills, about))
    })
}

function addReaders(position: Command): void {
  position
    .command('list')
    .description('Open trades: what they hold, their cash.')
    .option('--all', 'closed trades too')
    .option('--json', 'print them as JSON')
    .action(async ({ all, json }: { readonly all?: boolean; readonly json?: boolean }) => {
      const read = readJournal(kondorHome())
      if (!read.ok) return fail(read.refusal)
      const book = read.value.state
      const reports = [...book.trades.values()]
        .filter((trade) => all === true || isOpen(trade))
        .map((trade) => positionReport(book, trade))
      if (json === true) return writeJson({ schema: 'kondor.positions/1', positions: reports })
      const width = pageWidth(process.stdout.columns)
      const none: Line[] = [[span('  none; record one with: kondor position open', 'dim')]]
      const body = reports.length === 0 ? none : tableLines(positionsTable(reports), width)
      await write(paintLines([heading('Positions', width), ...body], standardPainter()))
    })
  position
    .command('show')
    .argument('<id>', 'the trade')
    .description('One trade: legs, fills, cash, its chain of rolls.')
    .option('--json', 'print it as JSON')
    .action(async (id: string, { json }: { readonly json?: boolean }) => {
      const read = readJournal(kondorHome())
      if (!read.ok) return fail(read.refusal)
      const trade = read.value.state.trades.get(id)
      if (trade === undefined) return fail(unknownTrade(id))
      const report = positionReport(read.value.state, trade)
      if (json === true) return writeJson({ schema: 'kondor.position/1', ...report })
      const width = pageWidth(process.stdout.columns)
      const lines = positionGroups(report).flatMap(({ title, rows }) => [
        heading(printable(title), width),
        ...rowLines(rows, width),
        BLANK,
      ])
      await write(paintLines(lines.slice(0, -1), standardPainter()))
    })
}

type Planner = (
  book: BookState,
  at: Parameters<typeof planClose>[2],
  fills: Parameters<typeof planFill>[2],
) => Result<Plan>

/** Reads the options, opens the journal, plans on its book and records. */
async function recordTrade(trade: string, options: TradeOptions, planner: Planner): Promise<void> {
  const at = instantOf(options)
  if (!at.ok) return fail(at.refusal)
  await record(trade, options.json === true, (book) => {
    const fills = executionsOf(trade, book, options, at.value)
    return fills.ok ? planner(book, at.value, fills.value) : fills
  })
}

async function record(
  trade: string | null,
  json: boolean,
  planner: (book: BookState) => Result<Plan>,
): Promise<void> {
  const opened = openJournal(kondorHome())
  if (!opened.ok) return fail(opened.refusal)
  const journal = opened.value
  try {
    const plan = planner(journal.state)
    const head = plan.ok ? journal.append(plan.value.events, systemClock.now()) : plan
    if (!plan.ok) return fail(plan.refusal)
    if (!head.ok) return fail(head.refusal)
    const recorded = plan.value.events.length
    const { already } = plan.value
    const state = trade === null ? undefined : journal.state.trades.get(trade)
    const position = state === undefined ? null : positionReport(journal.state, state)
    if (json)
      return await writeJson({ schema: 'kondor.recorded/1', recorded, already, ...head.value, position })
    const tail = already === 0 ? '' : `; ${counted(already, 'fill')} recorded before left out`
    const end = recorded === 0 ? '' : `, the last as number ${head.value.seq}`
    await write(`Recorded ${counted(recorded, 'event')}${end}${tail}.\n`)
  } finally {
    journal.close()
  }
}

interface OpenOptions extends TradeOptions {
  readonly rules?: string
  readonly layer?: string
  readonly structure?: string
}

/** What is said of a trade when it is opened. What is not said is left out of the record. */
function aboutOf({
  note,
  rules: name,
  layer,
  structure,
}: OpenOptions): Result<Parameters<typeof planOpen>[4]> {
  const rules = name === undefined ? accepted(null) : presetNamed(name)
  if (!rules.ok) return rules
  const ids = rules.value?.structures.map(({ id }) => id) ?? null
  if (structure !== undefined && ids !== null && !ids.includes(structure)) {
    return refused(bad('--structure', structure, `a structure of ${name}: ${ids.join(', ')}`))
  }
  return accepted({
    note: note ?? null,
    rulesHash: rules.value === null ? null : canonicalHash(rules.value),
    ...(layer === undefined ? {} : { layer }),
    ...(structure === undefined ? {} : { structureId: structure }),
  })
}

function settlementValueOf(text: string | undefined): Result<number | null> {
  if (text === undefined) return accepted(null)
  const value = /^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0
  return value > 0 ? accepted(value) : refused(bad('--settle', text, 'an index level such as 4741.20'))
}

const bad = (field: string, was: string, wanted: string): Refusal =>
  refuse('command.bad-input', { field, was, wanted, source: 'command line' })
const noLegs = (): Refusal => bad('--leg', 'none', 'at least one execution')
const unknownTrade = (id: string): Refusal =>
  refuse('command.unknown', {
    field: 'id',
    was: id,
    wanted: 'a trade in the journal',
    source: 'journal',
    fix: 'See what is recorded with: kondor position list --all.',
  })
