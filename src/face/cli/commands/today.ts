import { Command, Option } from 'commander'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import type { BookFacts } from '../../../policy/book-facts.ts'
import type { Decision } from '../../../policy/decision.ts'
import type { RuleSet } from '../../../policy/rules/rule-set.ts'
import { shocksOf } from '../../../policy/shocked-facts.ts'
import { ticketCsv, ticketFile } from '../../view/ticket-file.ts'
import { todayWords } from '../../view/today.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { paintLines } from '../terminal/layout.ts'
import { printable } from '../terminal/paint.ts'
import { todayPage } from '../terminal/today-page.ts'
import { openSource } from '../open-source.ts'
import type { RecordOptions } from '../record-decision.ts'
import { type TodayOptions, addTodayOptions } from '../today-options.ts'
import { whatIf } from '../what-if.ts'

interface Options extends RecordOptions {
  readonly json?: boolean
  readonly ticket?: 'csv' | 'json'
}

const HELP = `
Examples:
  kondor today
  kondor today --chain quotedata.csv
  kondor today --chain quotedata.csv --rules monthly-16-delta --json
  kondor today --chain vixchain.csv --rate 0.38%
  kondor today --rules ./my-rules.yaml
  kondor today --as-of 2020-03-16
  kondor today --rules credit-distance --shock feb-1:spot=-4% --shock feb-2:vol=+6
  kondor today --ticket csv > orders.csv

Open condors of the journal are decided on first; --no-book leaves them out. --shock asks what the rules
would do if the market moved so, for all or for one trade; such a decision is no advice: it is not recorded
and has no ticket.

Without --chain the newest imported chain is used; without one, the embedded S&P 500 history
with a modelled VIX and modelled option prices, which the page says before anything else.

A decision on quotes goes into the journal of KONDOR_HOME where that folder exists; see --record, --no-record.

${EXIT_CODES_HELP}`

export function todayCommand(): Command {
  const command = new Command('today').description("Today's decision: what to do, and why.")
  return addTodayOptions(command)
    .option('--json', 'the decision as data')
    .addOption(
      new Option('--ticket <format>', 'its orders alone, for a broker: one line a leg, or JSON')
        .choices(['csv', 'json'])
        .conflicts('json'),
    )
    .option('--record', 'put the decision into the journal whatever it stands on')
    .option('--no-record', 'leave the journal alone')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const made = await decideFrom(options)
      if (made === null) return
      const { decision, rules, book } = made
      const shocks = shocksOf(decision)
      if (options.ticket !== undefined && shocks !== null) return fail(whatIf('--ticket', shocks))
      if (options.json === true) await writeJson(decision)
      else if (options.ticket !== undefined) await writeTicket(decision, options.ticket)
      else await printToday(decision)
      if (options.record === false) return
      // Loaded after the page is out: the journal makes nobody wait for the decision.
      const { recordDecision } = await import('../record-decision.ts')
      recordDecision(decision, rules, book, options)
    })
}

/** The orders on standard output, and on standard error what a file of orders could not say well: that there are none. */
async function writeTicket(decision: Decision, format: 'csv' | 'json'): Promise<void> {
  const ticket = ticketFile(decision)
  if (format === 'json') await writeJson(ticket)
  else await write(ticketCsv(decision))
  const lines = [
    ...(ticket.orders.length === 0 ? ['no orders today'] : []),
    ...ticket.cautions,
    ticket.disclaimer,
  ]
  process.stderr.write(lines.map((line) => `kondor: ${printable(line)}\n`).join(''))
}

interface Made {
  readonly decision: Decision
  readonly rules: RuleSet
  readonly book: BookFacts
}

/** The decision the options ask for, and its rules; null once the refusal is printed. */
async function decideFrom(options: TodayOptions): Promise<Made | null> {
  const source = await openSource(options)
  if (source === null) return null
  const decision = source.decide(options.rules)
  const rules = source.ruleSet(options.rules)
  const book = source.book(options.rules)
  if (decision.ok && rules.ok && book.ok) {
    return { decision: decision.value, rules: rules.value, book: book.value }
  }
  if (!decision.ok) fail(decision.refusal)
  else if (!rules.ok) fail(rules.refusal)
  else if (!book.ok) fail(book.refusal)
  return null
}

/** Prints the decision as a page as wide as the terminal. */
export async function printToday(decision: Decision): Promise<void> {
  const words = todayWords(decision, systemClock.now())
  await write(paintLines(todayPage(words, pageWidth(process.stdout.columns)), standardPainter()))
}
