import type { TodayWords } from '../../../src/face/view/today.ts'
import { Rows } from './condor-figures.tsx'

export function DataFooter({ words }: { readonly words: TodayWords }) {
  return (
    <footer class="card data-footer">
      <h2>The data</h2>
      <p>{words.data.line}</p>
      <div class="figure-groups">
        <section>
          <h3>Provenance</h3>
          <Rows rows={words.data.provenance} />
        </section>
        {words.data.refusals.length > 0 && (
          <section>
            <h3>Refused, by code</h3>
            <Rows rows={words.data.refusals} />
          </section>
        )}
        {words.notes.length > 0 && (
          <section>
            <h3>Notes</h3>
            <ul class="notes">
              {words.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <p class="disclaimer">{words.disclaimer}</p>
    </footer>
  )
}
