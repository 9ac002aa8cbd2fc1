/**
 * A writer to be killed. Opens the journal of a home folder, says where it ends, then records events as fast as it can and
 * says each one's number and hash once it is acknowledged. Arguments: home, most batches (0: no limit), events a batch.
 */
import fs from 'node:fs'
import type { EpochMs } from '../../src/base/vocabulary/quantity.ts'
import type { JournalEvent } from '../../src/engine/journal/event.ts'
import { openJournal } from '../../src/shell/journal/open-journal.ts'

const [home = '', batches = '0', size = '1'] = process.argv.slice(2)
/** Straight to the pipe: a line that sits in a buffer is not an acknowledgement. */
const say = (line: string): void => {
  fs.writeSync(1, `${line}\n`)
}

const began = performance.now()
const opened = openJournal(home)
if (!opened.ok) {
  say(`refused ${JSON.stringify(opened.refusal)} after ${Math.round(performance.now() - began)} ms`)
  process.exit(65)
}
const journal = opened.value
say(`opened ${journal.head.seq} ${journal.head.hash}`)
const most = Number(batches) === 0 ? Number.POSITIVE_INFINITY : Number(batches)
for (let batch = 0; batch < most; batch += 1) {
  const events = Array.from({ length: Number(size) }, (_, n): JournalEvent => {
    const text = `batch ${batch}, ${n} of ${process.pid}`
    return { kind: 'note-recorded', notedAt_ms: 0, trade: null, text }
  })
  const head = journal.append(events, Date.now() as EpochMs)
  if (!head.ok) {
    say(`refused ${JSON.stringify(head.refusal)}`)
    process.exit(74)
  }
  say(`${head.value.seq} ${head.value.hash}`)
}
journal.close()
