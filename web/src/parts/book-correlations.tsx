import type { CorrelationWords } from '../../../src/face/view/correlations.ts'
import { DataTable } from './data-table.tsx'

/** How the book as it stands would have moved with the index and with other assets. */
export function BookCorrelations({ words }: { readonly words: CorrelationWords | null }) {
  if (words === null) return null
  const { sentence, table, notes } = words
  return (
    <section class="card" aria-labelledby="book-correlations-title">
      <h2 id="book-correlations-title">Correlation of the book</h2>
      <p>{sentence}</p>
      {table !== null && <DataTable table={table} reflow />}
      {notes.map((note) => (
        <p class="quiet small" key={note}>
          {note}
        </p>
      ))}
    </section>
  )
}
