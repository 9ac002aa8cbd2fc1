import { Command } from 'commander'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { bridgeWords } from '../../view/bridge.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { openSource } from '../open-source.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { bridgePage } from '../terminal/bridge-page.ts'
import { paintLines } from '../terminal/layout.ts'
import { type TodayOptions, addTodayOptions } from '../today-options.ts'

interface Options extends TodayOptions {
  readonly json?: boolean
}

const HELP = `
Examples:
  kondor bridge
  kondor bridge --chain quotedata.csv
  kondor bridge --chain quotedata.csv --rules monthly-16-delta --json

The condor is the one that "kondor today" opens or declines by the same rules on the same data.

${EXIT_CODES_HELP}`

export function bridgeCommand(): Command {
  const command = new Command('bridge').description("Today's condor beside the liquidity pool it equals.")
  return addTodayOptions(command)
    .option('--json', 'curves, pools and dictionary as data')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const source = await openSource(options)
      if (source === null) return
      const bridge = source.bridge(options.rules)
      if (!bridge.ok) return void fail(bridge.refusal)
      if (options.json === true) return writeJson(bridge.value)
      const words = bridgeWords(bridge.value, systemClock.now())
      await write(paintLines(bridgePage(words, pageWidth(process.stdout.columns)), standardPainter()))
    })
}
