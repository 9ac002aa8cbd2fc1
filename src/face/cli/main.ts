/** The `kondor` command. Parses, loads the one command asked for, and turns every ending into an exit code. */
import { Command, CommanderError } from 'commander'
import { EXIT, EXIT_CODES_HELP, exitOfThrown } from './exit-codes.ts'
import { COMMANDS, loadCommand } from './registry.ts'
import { printable } from './terminal/paint.ts'
import { packageVersion } from './version.ts'

const EXAMPLES = `
Examples:
  kondor today                                   the newest data at hand
  kondor today --chain quotedata.csv --json      one file, as data
  kondor import ~/Downloads/*.csv                keep files for later
  kondor calc implied_vol '{"type":"C","F":100,"K":100,"T":0.5,"df":1,"price":5.637}'
  kondor pool --cpmm --price 2000 --vol 80%      what a pool loses
  kondor serve                                   the page on 127.0.0.1

${EXIT_CODES_HELP}

Educational software, not advice to trade.`

async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('kondor')
    .description('Measures an SPX iron condor with one number, loss-versus-rebalancing, and says why.')
    .version(packageVersion(), '-v, --version')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('Try: kondor --help')
    .exitOverride()
  const wanted = args.find((arg) => !arg.startsWith('-'))
  // "kondor help NAME" wants that command's own help, so it is loaded as if it were called.
  const named = wanted === 'help' ? args[args.indexOf('help') + 1] : wanted
  if (wanted === 'help' && named !== undefined && !COMMANDS.some(({ name }) => name === named)) {
    program.error(`error: unknown command '${named}'`)
  }
  for (const entry of COMMANDS) {
    if (entry.name === named) {
      const command = await loadCommand(entry)
      program.addCommand(settle(command.summary(entry.summary)))
    } else {
      program.command(entry.name).description(entry.summary)
    }
  }
  return program
}

/** Errors of a command and of its subcommands end here, not in `process.exit` inside commander. */
function settle(command: Command): Command {
  command.exitOverride().showHelpAfterError(`Try: kondor ${command.name()} --help`)
  for (const child of command.commands) child.exitOverride()
  return command
}

async function main(): Promise<void> {
  // A reader that closes the pipe (head, less) has what it wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.OK : EXIT.INPUT_OUTPUT)
  })
  const args = process.argv.slice(2)
  try {
    const program = await buildProgram(args)
    if (args.length === 0) {
      program.outputHelp()
      return
    }
    await program.parseAsync(args, { from: 'user' })
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      process.exitCode = thrown.exitCode === 0 ? EXIT.OK : EXIT.USAGE
      return
    }
    const { code, message } = exitOfThrown(thrown)
    process.stderr.write(`kondor: ${printable(message)}\n`)
    if (process.env['KONDOR_DEBUG'] !== undefined && thrown instanceof Error) {
      process.stderr.write(`${thrown.stack ?? ''}\n`)
    }
    process.exitCode = code
  }
}

await main()
