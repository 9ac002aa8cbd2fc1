import type { RegimeWords, RegimesWords } from '../../../src/face/view/regimes.ts'

export function Regimes({ words }: { readonly words: RegimesWords | null }) {
  if (words === null) return null
  return (
    <section class="card" aria-labelledby="regimes-title">
      <h2 id="regimes-title">Regimes</h2>
      <p>
        <strong>{words.sentence}</strong>
      </p>
      <div class="regime-columns">
        <ul class="regimes">
          {words.regimes.map((regime) => (
            <li key={regime.id}>
              <Regime regime={regime} />
            </li>
          ))}
        </ul>
        <Votes words={words} />
      </div>
      {words.unknown.length > 0 && (
        <details class="fold">
          <summary>What is unknown, and why</summary>
          <dl class="unknowns">
            {words.unknown.map(({ label, note }) => (
              <div key={note}>
                <dt>{label}</dt>
                <dd class="quiet small">{note}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

function Regime({ regime: { label, fires, tone, tests } }: { readonly regime: RegimeWords }) {
  return (
    <details>
      <summary>
        <span>{label}</span> <strong class={`tone-${tone}`}>{fires}</strong>
      </summary>
      <ul class="regime-tests small">
        {tests.map(({ text, mark, tone }) => (
          <li key={text}>
            <span class={`tone-${tone}`} aria-hidden="true">
              {mark}
            </span>
            <span class="visually-hidden">{TEST_WORDS[mark]}: </span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What a screen reader says for the mark. */
const TEST_WORDS: Readonly<Record<string, string>> = { '✓': 'holds', '✗': 'fails', '?': 'unknown' }

/**
 * The open table: on a narrow screen every row becomes a block, so that no column hides.
 * Roles are explicit, because a stacked table would lose them.
 */
function Votes({ words: { table, votes } }: { readonly words: RegimesWords }) {
  return (
    <div>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={table.caption}>
        <table class="votes" role="table">
          <caption class="visually-hidden">{table.caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {table.columns.map(({ title, numeric }) => (
                <th scope="col" role="columnheader" class={numeric ? 'numeric' : ''} key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {votes.map(({ input, vote, tone, value, weight, asOf, note }) => (
              <tr role="row" key={input}>
                <th scope="row" role="rowheader">
                  {input}
                  {note !== '' && <span class="note">{note}</span>}
                </th>
                <td role="cell">
                  <strong class={`tone-${tone}`}>{vote}</strong>
                </td>
                <td role="cell" class="numeric" data-title="Value">
                  {value}
                </td>
                <td role="cell" class="numeric" data-title="Weight">
                  {weight}
                </td>
                <td role="cell" class="as-of">
                  {asOf}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet small">{table.note}</p>
    </div>
  )
}
