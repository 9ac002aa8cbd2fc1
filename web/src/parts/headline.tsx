import type { Headline as HeadlineWords } from '../../../src/face/view/headline.ts'

/** The first thing on the page: of when the data is, on which rung, how old. */
export function Headline({ words }: { readonly words: HeadlineWords }) {
  const { quotedAt, asOf, rung, rungMeans, source, age, stale, shock } = words
  return (
    <section class="headline" aria-label="The data">
      <h1>
        <span class="quiet">Data of</span> {quotedAt}
      </h1>
      {asOf === null ? null : <p>Decided as of {asOf}</p>}
      {shock === null ? null : (
        <p>
          <span class="tag tag-stale">moved by hand: {shock}</span> A what-if, no advice.
        </p>
      )}
      <p class="headline-facts">
        <span class={`tag tag-${rung}`}>{rung}</span>
        <span class={stale ? 'tag tag-stale' : 'tag'}>{age}</span>
        <span>{rungMeans}</span>
        <span class="quiet">{source}</span>
      </p>
    </section>
  )
}
