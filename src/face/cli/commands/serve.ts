import { Command, InvalidArgumentError } from 'commander'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, write } from '../output.ts'
import { openSource } from '../open-source.ts'
import { DEFAULT_PORT, servePage, untilStopped } from '../page-server.ts'
import { type TodayOptions, addTodayOptions } from '../today-options.ts'

export interface ServeOptions extends TodayOptions {
  readonly port?: number
}

const HELP = `
Examples:
  kondor serve
  kondor serve --chain quotedata.csv --port 8080

The page and the API answer on 127.0.0.1 only, and only under this machine's own names.
  GET /api/today          the decision (?rules=NAME for another rule set)
  GET /api/bridge         its condor beside the pools it equals (?rules=NAME likewise)
  GET /api/indicators     every indicator and regime as of its day (?rules=NAME likewise)
  GET /api/rules          the rule sets there are
  GET /api/health         whether the server answers
  GET /api/openapi.json   the API's description

${EXIT_CODES_HELP}`

export function serveCommand(): Command {
  const command = new Command('serve').description('Serves the Today page and the API, on this machine only.')
  return addServeOptions(command)
    .addHelpText('after', HELP)
    .action(async (options: ServeOptions) => {
      const source = await openSource(options)
      if (source === null) return
      const served = await servePage(source, options.rules, options.port ?? null)
      if (!served.ok) return void fail(served.refusal)
      const stopped = untilStopped()
      await write(`Kondor is at ${served.value.url}\nStop it with Ctrl+C.\n`)
      await stopped
      await served.value.close()
    })
}

export function addServeOptions(command: Command): Command {
  return addTodayOptions(command).option(
    '--port <number>',
    `the port to listen on (default: ${DEFAULT_PORT}, or the next free one)`,
    parsePort,
  )
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 1 && port <= 65_535) return port
  throw new InvalidArgumentError('Wanted a port from 1 to 65535.')
}
