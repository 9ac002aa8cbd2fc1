/** `kondor stats`: the table of a published index, from month-end levels that the user has. */
import { Command } from 'commander'
import { isoOfDay, parseIsoDate } from '../../../base/calendar/civil.ts'
import { type DayNumber, type IsoDate, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { monthlyPerformance } from '../../../engine/evidence/months.ts'
import { returnsOf } from '../../../engine/evidence/returns-of.ts'
import { monthEndLevels } from '../../../shell/evidence/month-end-levels.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { billYields } from '../../../shell/world/bill-yields.ts'
import { type LevelStatistics, levelTable } from '../../view/level-statistics.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { paintLines, tableLines } from '../terminal/layout.ts'

interface Options {
  readonly column?: string
  readonly market?: string
  readonly from?: string
  readonly to?: string
  readonly json?: true
}

const HELP = `
Examples:
  kondor stats CNDR_History.csv
  kondor stats PUT_History.csv --from 2007-01-01 --to 2021-12-31
  kondor stats month-ends.csv --column CNDR --market SPTR --json

The file has a column DATE and one or more columns of levels, daily or monthly: a Cboe index history as downloaded, or your
own. The last level of each month counts. T-bills are the first of DGS3MO, DTB3, GS3M, TB3MS and FEDFUNDS that is imported and
covers the months, else the Sharpe ratio is plain.

${EXIT_CODES_HELP}`

export function statsCommand(): Command {
  return new Command('stats')
    .description('Growth, volatility, drawdown and the rest of an index from its month-end levels.')
    .argument('<file>', 'a CSV file with DATE and levels')
    .option('--column <name>', 'the column of the levels')
    .option('--market <name>', 'the column of the market, for beta')
    .option('--from <date>', 'levels of before are left out')
    .option('--to <date>', 'levels of after are left out')
    .option('--json', 'the figures as data')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const statistics = await statisticsOf(file, options)
  if (!statistics.ok) return fail(statistics.refusal)
  if (options.json === true) return writeJson({ schema: 'kondor.stats/1', ...statistics.value })
  const table = levelTable(statistics.value)
  const lines = tableLines(table, pageWidth(process.stdout.columns))
  await write(paintLines([[{ text: table.caption, style: 'bold' }], ...lines], standardPainter()))
}

async function statisticsOf(file: string, options: Options): Promise<Result<LevelStatistics>> {
  const [from, to] = [dateOption('--from', options.from), dateOption('--to', options.to)]
  if (!from.ok) return from
  if (!to.ok) return to
  const read = await monthEndLevels({
    file,
    column: options.column ?? null,
    market: options.market ?? null,
    from: from.value,
    to: to.value,
  })
  if (!read.ok) return read
  const { days, levels, marketLevels, column, market, unfinished } = read.value
  const bills = await billsOf(days)
  const marketReturns = marketLevels === null ? accepted(null) : returnsOf(days, marketLevels)
  if (!marketReturns.ok) return marketReturns
  const performance = monthlyPerformance({
    days,
    levels,
    billsReturns: bills?.returns ?? new Float64Array(days.length - 1),
    marketReturns: marketReturns.value,
  })
  if (!performance.ok) return performance
  const iso = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))
  const { drawdowns, worstAt, ...figures } = performance.value
  const [deepest] = drawdowns.drawdowns
  return accepted({
    column,
    market,
    from: iso(days[0]),
    to: iso(days[days.length - 1]),
    bills: bills?.says ?? null,
    unfinished,
    ...figures,
    worstOn: iso(days[worstAt + 1]),
    maxDrawdown: deepest?.depth ?? 0,
    maxDrawdownOn: deepest === undefined ? null : iso(deepest.troughDay),
  })
}

/** The yield known at each month's start, over its days; null where a month of them is unknown. */
async function billsOf(
  days: Int32Array,
): Promise<{ readonly returns: Float64Array; readonly says: string } | null> {
  const store = new Store(kondorHome())
  try {
    const bills = await billYields(store, days[0], days[days.length - 1])
    if (bills === null) return null
    const returns = new Float64Array(days.length - 1)
    for (let i = 0; i < returns.length; i += 1) {
      const rate = bills.rateOn(days[i])
      if (rate === null) return null
      returns[i] = (rate * (days[i + 1] - days[i])) / 365
    }
    return { returns, says: bills.says }
  } finally {
    store.close()
  }
}

function dateOption(field: string, text: string | undefined): Result<IsoDate | null> {
  if (text === undefined) return accepted(null)
  const date = parseIsoDate(text)
  if (date !== null) return accepted(date)
  return refused(
    refuse('command.bad-input', { field, was: text, wanted: 'a date YYYY-MM-DD', source: 'command line' }),
  )
}
