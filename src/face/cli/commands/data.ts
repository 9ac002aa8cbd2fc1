/** `kondor data status`: what is stored, how fresh, from where. */
import { Command } from 'commander'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import { formatNewYork } from '../../../base/calendar/new-york.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { embeddedIndex } from '../../../shell/series/embedded-index.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { dataStatus, type DataStatus, type SeriesStatus } from '../../../shell/store/status.ts'
import { Store } from '../../../shell/store/store.ts'
import { ageOf, weekdayDate } from '../../view/dates.ts'
import { counted, grouped } from '../../view/numbers.ts'
import type { Table } from '../../view/words.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { BLANK, heading, paintLines, tableLines, wrap, type Line } from '../terminal/layout.ts'
import { span } from '../terminal/paint.ts'

export function dataCommand(): Command {
  const data = new Command('data').description('What is stored.')
  data
    .command('status')
    .description('Lists imported chains and series: instants, spans, sources, disagreements.')
    .option('--json', 'print the status as JSON')
    .action(async (options: { readonly json?: true }) => {
      const store = new Store(kondorHome())
      const status = await dataStatus(store)
      store.close()
      if (!status.ok) return fail(status.refusal)
      const embedded = await embeddedIndex()
      const days = embedded.ok ? embedded.value.days : new Int32Array(0)
      const embeddedSpan = days.length === 0 ? null : { sessions: days.length, ...spanOf(days) }
      if (options.json === true)
        await writeJson({ schema: 'kondor.data/1', embedded: embeddedSpan, ...status.value })
      else await write(page(status.value, embeddedSpan))
    })
  return data
}

const spanOf = (days: Int32Array): { readonly first: string; readonly last: string } => ({
  first: isoOfDay(days[0] as DayNumber),
  last: isoOfDay(days[days.length - 1] as DayNumber),
})

function page(
  status: DataStatus,
  embedded: { readonly sessions: number; readonly first: string; readonly last: string } | null,
): string {
  const width = pageWidth(process.stdout.columns)
  const lines: Line[] = [heading('Data at hand', width)]
  lines.push(...wrap([span('  Folder  ', 'dim'), span(status.home)], width, 10))
  if (embedded !== null) {
    const text = `S&P 500 daily closes, ${grouped(embedded.sessions, 0)} sessions, ${embedded.first} to ${embedded.last} (indexed rung)`
    lines.push(...wrap([span('  Embedded  ', 'dim'), span(text)], width, 12))
  }
  lines.push(BLANK, ...section('Chains', chainTable(status), width))
  lines.push(BLANK, ...section('Series', seriesTable(status), width))
  return paintLines(lines, standardPainter())
}

function section(title: string, table: Table, width: number): Line[] {
  const body =
    table.rows.length === 0
      ? [[span('  none; import with: kondor import FILE', 'dim')]]
      : tableLines(table, width)
  return [heading(title, width), ...body]
}

function chainTable(status: DataStatus): Table {
  const now = systemClock.now()
  return {
    caption: 'Chains',
    columns: [
      { title: 'underlying', numeric: false },
      { title: 'quoted on', numeric: false },
      { title: 'New York', numeric: false },
      { title: 'chains', numeric: true },
      { title: 'age', numeric: false },
    ],
    rows: chainDays(status.chains).map(({ underlying, first, last, count }) => {
      const [from, to] = [first.slice(11, 16), last.slice(11, 16)]
      const times = from === to ? from : `${from} to ${to}`
      return [underlying, weekdayDate(last), times, grouped(count, 0), ageOf(last, now).words]
    }),
    note: 'The newest is what "kondor today" decides on; --json lists every chain.',
  }
}

interface ChainDay {
  readonly underlying: string
  readonly first: string
  last: string
  count: number
}

/** One row a day: a file of minute quotes holds hundreds of chains of it. */
function chainDays(chains: DataStatus['chains']): readonly ChainDay[] {
  const days: ChainDay[] = []
  for (const { underlying, quotedAt_ms } of chains) {
    const at = formatNewYork(quotedAt_ms as EpochMs)
    const open = days.at(-1)
    if (open?.underlying === underlying && open.first.slice(0, 10) === at.slice(0, 10)) {
      open.last = at
      open.count += 1
    } else {
      days.push({ underlying, first: at, last: at, count: 1 })
    }
  }
  return days
}

function seriesTable(status: DataStatus): Table {
  return {
    caption: 'Series',
    columns: [
      { title: 'symbol', numeric: false },
      { title: 'kind', numeric: false },
      { title: 'rows', numeric: true },
      { title: 'first', numeric: false },
      { title: 'last', numeric: false },
      { title: 'disagree', numeric: true },
      { title: 'imports', numeric: true },
    ],
    rows: seriesRows(status.series),
    note: '"disagree": days on which imports of one symbol differ; the later import is used.',
  }
}

/** One row a series; the contracts of a futures root share one, and --json lists each. */
function seriesRows(all: readonly SeriesStatus[]): readonly (readonly string[])[] {
  const rows: string[][] = all
    .filter(({ kind }) => kind !== 'futures contract')
    .map((series) => [
      series.symbol,
      series.kind,
      grouped(series.rows, 0),
      series.first,
      series.last,
      String(series.conflicts),
      String(series.imports),
    ])
  const contracts = all.filter(({ kind }) => kind === 'futures contract')
  const rootOf = ({ symbol }: SeriesStatus): string => symbol.split(' ', 1)[0] ?? symbol
  for (const root of new Set(contracts.map(rootOf))) {
    const own = contracts.filter((one) => rootOf(one) === root)
    const total = (of: (one: SeriesStatus) => number): number => own.reduce((sum, one) => sum + of(one), 0)
    rows.push([
      root,
      counted(own.length, 'contract'),
      grouped(
        total(({ rows: count }) => count),
        0,
      ),
      own.map(({ first }) => first).reduce((least, one) => (one < least ? one : least)),
      own.map(({ last }) => last).reduce((most, one) => (one > most ? one : most)),
      String(total(({ conflicts }) => conflicts)),
      String(total(({ imports }) => imports)),
    ])
  }
  return rows
}
