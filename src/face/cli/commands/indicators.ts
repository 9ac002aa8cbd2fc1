import { Command } from 'commander'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { indicatorWords } from '../../view/indicators.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { openSource } from '../open-source.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { indicatorsPage } from '../terminal/indicators-page.ts'
import { paintLines } from '../terminal/layout.ts'
import { type SourceOptions, addSourceOptions } from '../today-options.ts'

interface Options extends SourceOptions {
  readonly json?: boolean
}

const HELP = `
Examples:
  kondor indicators
  kondor indicators --as-of 2020-03-16
  kondor indicators --chain quotedata.csv --rate 5.35%
  kondor indicators --chain quotedata.csv --json

Nothing after the day is read. What is unknown says why, and what to import.
Parity is judged against --rate where it is given, else against OIS or SOFR of the store.

${EXIT_CODES_HELP}`

export function indicatorsCommand(): Command {
  const command = new Command('indicators').description('Every indicator and regime as of a day.')
  return addSourceOptions(command)
    .option('--json', 'the indicators as data')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      // What is held moves no indicator but its own, and a journal that cannot be read should not hide the others.
      const source = await openSource({ ...options, bookIfReadable: true })
      if (source === null) return
      const board = await source.indicators(options.rules)
      if (!board.ok) return void fail(board.refusal)
      if (options.json === true) return writeJson(board.value)
      const words = indicatorWords(board.value, systemClock.now())
      await write(paintLines(indicatorsPage(words, pageWidth(process.stdout.columns)), standardPainter()))
    })
}
