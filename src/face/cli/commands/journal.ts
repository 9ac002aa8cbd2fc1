/** `kondor journal`: is it as it was written, what does it add up to, and its records as text. */
import fs from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import { formatNewYork } from '../../../base/calendar/new-york.ts'
import { isOpen } from '../../../engine/journal/book-state.ts'
import type { Replayed } from '../../../engine/journal/replay.ts'
import { journalPath } from '../../../shell/journal/journal-path.ts'
import { readJournal } from '../../../shell/journal/open-journal.ts'
import { type Verification, verifyJournal } from '../../../shell/journal/verify-journal.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { counted } from '../../view/numbers.ts'
import { positionReport } from '../../view/position.ts'
import { row } from '../../view/words.ts'
import { EXIT_CODES_HELP } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { heading, paintLines, rowLines } from '../terminal/layout.ts'

const HELP = `
Examples:
  kondor journal verify                    the journal of this home
  kondor journal verify backup.sqlite      any other
  kondor journal replay --json             what it adds up to
  kondor journal export > journal.ndjson   every record, one a line

The format is documented in docs/reference/journal.md.

${EXIT_CODES_HELP}`

interface Json {
  readonly json?: boolean
}

export function journalCommand(): Command {
  const journal = new Command('journal').description('The record of decisions, fills and rules.')
  journal.addHelpText('after', HELP)
  journal
    .command('verify')
    .argument('[file]', 'a journal; without it that of the home folder')
    .description('Checks every record by the format alone, with code of its own.')
    .option('--json', 'print the finding as JSON')
    .action(async (file: string | undefined, { json }: Json) => {
      const target = path.resolve(file ?? journalPath(kondorHome()))
      if (!fs.existsSync(target)) return fail(absent(target))
      const found = verifyJournal(target)
      if (json === true) await writeJson({ schema: 'kondor.journal-verification/1', ...found })
      else if (found.ok) {
        await write(`${target}: ${counted(found.records, 'record')}, unbroken.\nHead ${found.head}\n`)
      }
      if (found.fault !== null) fail(damagedRefusal(found))
    })
  journal
    .command('replay')
    .description('Adds the journal up from its first record: the book it gives.')
    .option('--json', 'print the book as JSON')
    .action(async ({ json }: Json) => {
      const read = readJournal(kondorHome())
      if (!read.ok) return fail(read.refusal)
      if (json === true) await writeJson(bookDocument(read.value))
      else await write(bookPage(read.value))
    })
  journal
    .command('export')
    .description('Prints every record as a line of JSON, first to last.')
    .option('--json', 'the same: lines of JSON are its only form')
    .action(async () => {
      const read = readJournal(kondorHome())
      if (!read.ok) return fail(read.refusal)
      for (const [index, { event, recordedAt }] of read.value.entries.entries()) {
        const hash = read.value.hashes[index]
        await write(`${JSON.stringify({ seq: index + 1, hash, recordedAt_ms: recordedAt, event })}\n`)
      }
    })
  return journal
}

const absent = (target: string): Refusal =>
  refuse('file.not-found', {
    field: 'journal',
    was: 'no file',
    wanted: 'a journal',
    source: target,
    fix: 'Nothing has been recorded yet: kondor position open starts one. Or check the path.',
  })

const damagedRefusal = ({ fault, path: source }: Verification): Refusal =>
  refuse('journal.damaged', {
    field: `seq ${fault?.seq ?? 0}`,
    was: fault?.says ?? '',
    wanted: 'a record as it was written',
    source,
    row: fault?.seq ?? null,
  })

const bookDocument = ({ head, state }: Replayed): object => ({
  schema: 'kondor.book/1',
  ...head,
  decisions: state.decisions,
  rules: [...state.rules].map(([hash, { name }]) => ({ name, hash })),
  positions: [...state.trades.values()].map((trade) => positionReport(state, trade)),
  notes: state.notes,
})

function bookPage({ head, state, entries }: Replayed): string {
  const width = pageWidth(process.stdout.columns)
  const trades = [...state.trades.values()]
  const last = entries.at(-1)
  const rows = [
    row('Records', String(head.seq), last === undefined ? null : `last ${formatNewYork(last.recordedAt)}`),
    row('Decisions', String(state.decisions.length)),
    row('Rule sets', String(state.rules.size)),
    row('Trades', String(trades.length), `${trades.filter(isOpen).length} open`),
    row('Fills', String(state.fills.size)),
    row('Head', head.hash),
  ]
  return paintLines([heading('The journal adds up to', width), ...rowLines(rows, width)], standardPainter())
}
