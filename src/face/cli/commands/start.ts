import { Command } from 'commander'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, write } from '../output.ts'
import { openSource } from '../open-source.ts'
import { servePage, untilStopped } from '../page-server.ts'
import { type ServeOptions, addServeOptions } from './serve.ts'
import { printToday } from './today.ts'

export function startCommand(): Command {
  const command = new Command('start').description("Prints today's decision, then serves the page.")
  return addServeOptions(command)
    .addHelpText('after', `\n${EXIT_CODES_HELP}`)
    .action(async (options: ServeOptions) => {
      const source = await openSource(options)
      if (source === null) return
      const decision = source.decide(options.rules)
      if (!decision.ok) return void fail(decision.refusal)
      await printToday(decision.value)
      const served = await servePage(source, options.rules, options.port ?? null)
      if (!served.ok) return void fail(served.refusal)
      const stopped = untilStopped()
      await write(`\nKondor is at ${served.value.url}\nStop it with Ctrl+C.\n`)
      await stopped
      await served.value.close()
    })
}
