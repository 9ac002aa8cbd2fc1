import type { BookDeltaWords } from '../../../src/face/view/book-delta.ts'
import { Rows, Warnings } from './condor-figures.tsx'
import { Orders } from './orders.tsx'
import { Reasons } from './reasons.tsx'

/** The delta of all index options held, and the leg that closes it most cheaply. */
export function BookDelta({ words }: { readonly words: BookDeltaWords | null }) {
  if (words === null) return null
  const { rung, action, tone, sentence, rows, orders, warnings, reason } = words
  return (
    <section class="card" aria-labelledby="book-delta-title">
      <div class="card-head">
        <h2 id="book-delta-title">Delta of the book</h2>
        <span class={`tag tag-${rung}`}>{rung}</span>
      </div>
      <p>
        <strong class={`tone-${tone}`}>{action}.</strong> {sentence}
      </p>
      <Orders orders={orders} />
      <Warnings texts={warnings} />
      <Rows rows={rows} />
      <details class="fold">
        <summary>Why</summary>
        <Reasons reason={reason} />
      </details>
    </section>
  )
}
