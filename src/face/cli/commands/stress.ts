import { Command, Option } from 'commander'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { stressWords } from '../../view/stress.ts'
import { stressDocument } from '../../view/stress-document.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { openSource } from '../open-source.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { paintLines } from '../terminal/layout.ts'
import { stressPage } from '../terminal/stress-page.ts'
import { type SourceOptions, addSourceOptions } from '../today-options.ts'

interface Options extends SourceOptions {
  readonly book?: true
  readonly candidate?: true
  readonly episode: string
  readonly json?: true
}

const HELP = `
Examples:
  kondor stress
  kondor stress --book --episode 2008-10
  kondor stress --candidate --rules monthly-16-delta+alvh --episode 1987-10
  kondor stress --chain quotedata.csv --json

Episodes: 1987-10, 2008-10, 2018-02-05, 2020-03, all. What is open in the journal is replayed; where nothing is,
the condor of the rules, with the hedges they would buy today. Every price is modelled: a what-if, not a forecast.

${EXIT_CODES_HELP}`

export function stressCommand(): Command {
  const command = new Command('stress').description('The book led through crashes of the past, day by day.')
  return addSourceOptions(command)
    .option('--book', 'only what is held; refuses where nothing is')
    .addOption(new Option('--candidate', "the rules' condor of today, whatever is held").conflicts('book'))
    .option('--episode <id>', 'one episode, or all', 'all')
    .option('--json', 'the replays as data')
    .addHelpText('after', HELP)
    .action(run)
}

async function run(options: Options): Promise<void> {
  const source = await openSource(options)
  if (source === null) return
  const subject = options.book === true ? 'book' : options.candidate === true ? 'candidate' : 'either'
  const answer = await source.stress(options.rules, subject, options.episode)
  if (!answer.ok) return fail(answer.refusal)
  if (options.json === true) return writeJson(stressDocument(answer.value))
  const words = stressWords(answer.value, systemClock.now())
  await write(paintLines(stressPage(words, pageWidth(process.stdout.columns)), standardPainter()))
}
