/** `kondor calc`: every formula as a calculator, one at a time or as a stream. */
import { Command } from 'commander'
import { refuse, type Refusal } from '../../../base/vocabulary/refusal.ts'
import { answerBatchLine } from '../../calc/answer-batch.ts'
import { calculate, OPERATIONS } from '../../calc/calculate.ts'
import { readLines } from '../../calc/read-lines.ts'
import { EXIT } from '../exit-codes.ts'
import { fail, write, writeJson } from '../output.ts'

const HELP = `
With JSON, one calculation: its outputs on standard output.
Without, a batch: one {"id","category","inputs"} a line on standard input, answered line by line, in order, with
{"id","outputs"} or {"id","refusal"}. A bad line is refused and does not stop the rest. Lines without a category
are of OP.

Fields are named as in docs/concepts/pricing.md; label, note, printed, status, identity, convention and price_hex
are comments. Time is one of T (years), T_days_365, T_trading_days.

Examples:
  kondor calc --list
  kondor calc bs_value '{"type":"C","S":60,"K":65,"T":0.25,"sigma":0.3,"r":0.08}'
  kondor calc implied_vol '{"type":"C","F":100,"K":100,"T":0.5,"df":1,"price":5.637}'
  kondor calc < cases.ndjson > answers.ndjson

Exit codes: 0 answered (in a batch, also where lines were refused: the answers say which), 64 unknown OP or no input,
65 the input was refused.`

interface Options {
  readonly list?: true
}

export function calcCommand(): Command {
  return new Command('calc')
    .description('Every formula as a calculator.')
    .argument('[op]', 'the formula; see --list')
    .argument('[json]', 'its inputs as one JSON object; a batch on standard input where absent')
    .option('--list', 'list the formulas with an example of each')
    .option('--json', 'accepted for uniformity: answers are always JSON; with --list, the list too')
    .addHelpText('after', HELP)
    .action(
      async (
        op: string | undefined,
        json: string | undefined,
        options: Options & { readonly json?: true },
      ) => {
        if (options.list === true) return list(options.json === true)
        if (op !== undefined && !OPERATIONS.some(({ name }) => name === op)) {
          const unknown = calculate(op, {})
          if (!unknown.ok) fail(unknown.refusal)
          return
        }
        if (op !== undefined && json !== undefined) return single(op, json)
        if (process.stdin.isTTY === true) {
          fail(noInput())
          return
        }
        await batch(op ?? null)
      },
    )
}

async function list(asJson: boolean): Promise<void> {
  if (asJson) {
    const operations = OPERATIONS.map(({ name, summary, example }) => ({ name, summary, example }))
    return writeJson({ schema: 'kondor.calc-list/1', operations })
  }
  const width = Math.max(...OPERATIONS.map(({ name }) => name.length))
  const lines = OPERATIONS.map(
    ({ name, summary, example }) =>
      `${name.padEnd(width)}  ${summary}\n${' '.repeat(width)}  ${JSON.stringify(example)}\n`,
  )
  await write(lines.join(''))
}

async function single(op: string, json: string): Promise<void> {
  let inputs: unknown
  try {
    inputs = JSON.parse(json)
  } catch {
    refuseInput(
      refuse('file.json-invalid', {
        field: 'json',
        was: json,
        wanted: 'one JSON object',
        source: op,
        fix: 'Quote it for the shell, and see: kondor calc --list',
      }),
    )
    return
  }
  const result = calculate(op, inputs)
  if (result.ok) await writeJson(result.value)
  else refuseInput(result.refusal)
}

/** Bad inputs of a formula are refused data, whatever their code. */
function refuseInput(refusal: Refusal): void {
  fail(refusal)
  process.exitCode = EXIT.DATA_REFUSED
}

async function batch(op: string | null): Promise<void> {
  let answered = 0
  for await (const read of readLines(process.stdin)) {
    const answer = answerBatchLine(read, op)
    if (answer === null) continue
    answered += 1
    await write(`${JSON.stringify(answer)}\n`)
  }
  if (answered === 0) fail(noInput())
}

function noInput(): Refusal {
  return refuse('command.bad-input', {
    field: 'json',
    was: 'nothing',
    wanted: 'inputs as JSON, or a batch on standard input',
    source: 'calc',
    fix: 'See: kondor calc --help',
  })
}
