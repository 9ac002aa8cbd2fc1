/** `kondor model figures`: how well the VIX model and the surface model fit, as shipped and on the data at hand. */
import { Command } from 'commander'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import type { DayNumber, IsoDate } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { quotedVols, surfaceOfMarket } from '../../../market/model/market-quotes.ts'
import { PDV_FIGURES } from '../../../market/model/pdv-figures.ts'
import { PDV_PARAMETERS } from '../../../market/model/pdv-parameters.ts'
import type { VixFitReport } from '../../../market/model/pdv-types.ts'
import { modelVix } from '../../../market/model/pdv-vix.ts'
import { SURFACE_FIGURES } from '../../../market/model/surface-figures.ts'
import { SURFACE_PARAMETERS } from '../../../market/model/surface-parameters.ts'
import {
  surfaceErrorReport,
  surfaceErrors,
  type SurfaceErrorReport,
} from '../../../market/model/surface-errors.ts'
import { vixFitReport } from '../../../market/model/vix-fit-report.ts'
import type { DailyBars } from '../../../market/series/daily-bars.ts'
import { readMarket } from '../../../market/surface/read-market.ts'
import { readMarketFile } from '../../../shell/importer/read-file.ts'
import { embeddedIndex } from '../../../shell/series/embedded-index.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { heldOutTable, surfaceErrorTable, vixFitTable } from '../../view/model-figures.ts'
import type { Table } from '../../view/words.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { BLANK, heading, type Line, paintLines, tableLines, wrap } from '../terminal/layout.ts'
import { span } from '../terminal/paint.ts'

interface Options {
  readonly vix?: string
  readonly chain?: string
  readonly json?: true
}

interface AtHand<T> {
  readonly source: string | null
  readonly report: T | null
  readonly note: string
}

export function modelCommand(): Command {
  const model = new Command('model').description('The VIX model and the surface model.')
  model
    .command('figures')
    .description('Prints the fit figures: as shipped, and recomputed on the data at hand.')
    .option('--vix <file>', 'a VIX history to compare the VIX model with (default: the imported one)')
    .option('--chain <file>', 'an SPX chain to compare the surface model with, given its own VIX')
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  kondor model figures --vix VIX_History.csv --chain spx_quotedata.csv',
    )
    .action(async (options: Options) => {
      const vix = await vixAtHand(options.vix ?? null)
      if (!vix.ok) return fail(vix.refusal)
      const surface = await surfaceAtHand(options.chain ?? null)
      if (!surface.ok) return fail(surface.refusal)
      if (options.json === true) await writeJson(document(vix.value, surface.value))
      else await write(page(vix.value, surface.value))
    })
  return model
}

const NO_VIX = 'no VIX history at hand: figures as shipped only; import one or name it with --vix'
const NO_CHAIN = 'no chain named: figures as shipped only; name one with --chain'

async function vixAtHand(file: string | null): Promise<Result<AtHand<VixFitReport>>> {
  const index = await embeddedIndex()
  if (!index.ok) return index
  const vix = file === null ? await storedVix() : await vixOfFile(file)
  if (!vix.ok) return vix
  const bars = vix.value
  if (bars === null) return accepted({ source: null, report: null, note: NO_VIX })
  const published = new Map<string, number>()
  bars.days.forEach((day, i) => published.set(isoOfDay(day as DayNumber), bars.closes[i] ?? 0))
  const dates: IsoDate[] = [...index.value.days].map((day) => isoOfDay(day as DayNumber))
  const report = vixFitReport(dates, modelVix(index.value.closes), published)
  const note = `embedded closes only: the first ${PDV_PARAMETERS.warmUpReturns} returns are warm-up`
  return accepted({ source: bars.source, report, note })
}

async function storedVix(): Promise<Result<DailyBars | null>> {
  const store = new Store(kondorHome())
  try {
    if (!store.symbols('bars').includes('VIX')) return accepted(null)
    const bars = await store.bars('VIX')
    return bars.ok ? accepted(bars.value.data) : bars
  } finally {
    store.close()
  }
}

async function vixOfFile(file: string): Promise<Result<DailyBars | null>> {
  const read = await readMarketFile(file)
  if (!read.ok) return refused(read.refusal)
  const bars = read.value.bars.find(({ symbol }) => symbol === 'VIX') ?? read.value.bars[0]
  return bars === undefined ? refused(nothingOf('daily bars', file)) : accepted(bars)
}

async function surfaceAtHand(file: string | null): Promise<Result<AtHand<SurfaceErrorReport>>> {
  if (file === null) return accepted({ source: null, report: null, note: NO_CHAIN })
  const read = await readMarketFile(file, { allowPartial: true })
  if (!read.ok) return refused(read.refusal)
  const chain = read.value.chains.at(-1)
  if (chain === undefined) return refused(nothingOf('option chains', file))
  const market = readMarket(chain, { asOf: chain.quotedAt })
  if (!market.ok) return market
  const surface = surfaceOfMarket(market.value)
  if (surface === null) return market.value.vix.ok ? refused(nothingOf('VIX', file)) : market.value.vix
  const errors = surfaceErrors(surface, quotedVols(market.value))
  const note = `${chain.sessionDate}, given the chain's own VIX ${surface.vix_points.toFixed(2)}`
  return accepted({ source: chain.source.name, report: surfaceErrorReport(chain.sessionDate, errors), note })
}

const nothingOf = (what: string, file: string) =>
  refuse('series.missing', {
    field: what,
    was: 'none',
    wanted: `a file with ${what}`,
    source: file,
    fix: 'Name another file.',
  })

const document = (vix: AtHand<VixFitReport>, surface: AtHand<SurfaceErrorReport>): object => ({
  schema: 'kondor.model-figures/1',
  vixModel: { parameters: PDV_PARAMETERS, shipped: PDV_FIGURES, atHand: vix },
  surfaceModel: { parameters: SURFACE_PARAMETERS, shipped: SURFACE_FIGURES, atHand: surface },
})

function page(vix: AtHand<VixFitReport>, surface: AtHand<SurfaceErrorReport>): string {
  const width = pageWidth(process.stdout.columns)
  const lines: Line[] = []
  const say = (words: string): void => void lines.push(...wrap([span(`  ${words}`, 'dim')], width, 2))
  const show = (table: Table): void => {
    lines.push(BLANK, ...wrap([span(table.caption)], width), ...tableLines(table, width))
  }
  lines.push(heading('VIX from the path of the index', width))
  say(`${PDV_FIGURES.model}. Fitted ${PDV_FIGURES.fittedOn}; warm-up: ${PDV_FIGURES.warmUp}.`)
  show(vixFitTable('As shipped', PDV_FIGURES.warm))
  if (vix.report !== null) show(vixFitTable(`On the data at hand (${vix.source ?? 'file'})`, vix.report))
  say(vix.note)
  lines.push(BLANK, heading('Surface from VIX and tenor', width))
  say(`Fitted on ${SURFACE_FIGURES.fittedOn.join(', ')} and ${SURFACE_FIGURES.vxSettlements} VX settlements.`)
  show(heldOutTable('As shipped: each day under parameters fitted without it', SURFACE_FIGURES.daysHeldOut))
  show(
    surfaceErrorTable('As shipped: the chain of 2024-01-05, never fitted on', SURFACE_FIGURES.chain20240105),
  )
  if (surface.report !== null)
    show(surfaceErrorTable(`On the data at hand (${surface.source ?? 'file'})`, surface.report))
  say(surface.note)
  return paintLines(lines, standardPainter())
}
