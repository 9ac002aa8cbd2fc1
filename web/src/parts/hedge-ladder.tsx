import type { LadderWords, RungWords } from '../../../src/face/view/ladder.ts'
import { Rows, Warnings } from './condor-figures.tsx'
import { DataTable } from './data-table.tsx'
import { Orders } from './orders.tsx'
import { Reasons } from './reasons.tsx'

/** The ladder as a ladder: the longest tenor is its top rung. */
export function Ladder({ words }: { readonly words: LadderWords | null }) {
  if (words === null) return null
  const { sentence, rungs, rows, unassigned, warnings, engine, rung, source, reason } = words
  return (
    <section class="card hedge" aria-labelledby="ladder-title">
      <div class="card-head">
        <h2 id="ladder-title">Hedge ladder</h2>
        <span class={`tag tag-${rung}`}>{rung}</span>
      </div>
      <p>
        <strong>{sentence}</strong> <span class="quiet">{source}</span>
      </p>
      <div class="ladder-columns">
        <ol class="ladder">
          {rungs.map((each) => (
            <Rung rung={each} key={each.id} />
          ))}
        </ol>
        <div class="ladder-whole">
          <h3>The whole</h3>
          <Rows rows={rows} />
          {engine !== null && (
            <>
              <h3>
                Second engine: <span class={`tone-${engine.tone}`}>{engine.state}</span>
              </h3>
              <Rows rows={engine.rows} />
              <Orders orders={engine.orders} />
            </>
          )}
        </div>
      </div>
      <Warnings texts={warnings} />
      {unassigned !== null && (
        <details class="fold">
          <summary>Held, and of no layer</summary>
          <DataTable table={unassigned} reflow />
        </details>
      )}
      <details class="fold">
        <summary>Why</summary>
        <Reasons reason={reason} />
      </details>
    </section>
  )
}

function Rung({ rung }: { readonly rung: RungWords }) {
  const {
    title,
    instrument,
    action,
    tone,
    counts,
    pips,
    target,
    targetNote,
    cost,
    rows,
    held,
    heldNotes,
    orders,
  } = rung
  return (
    <li class="rung">
      <div class="rung-head">
        <h3>{title}</h3>
        <span class="pips" aria-hidden="true">
          {pips.map((pip, index) => (
            <i class={`pip pip-${pip}`} key={index} />
          ))}
        </span>
        <span class="rung-counts">{counts}</span>
        <span class="rung-action">
          <strong class={`tone-${tone}`}>{action}</strong>
          {cost === null ? '' : ` ${cost}`}
        </span>
      </div>
      <p class="rung-target">
        {instrument}: {target} <span class="quiet">{targetNote}</span>
      </p>
      <details class="fold">
        <summary>Orders, holdings, payoff</summary>
        <Orders orders={orders} />
        {held !== null && <DataTable table={held} reflow />}
        {heldNotes.map((text) => (
          <p class="quiet small" key={text}>
            {text}
          </p>
        ))}
        <Rows rows={rows} />
      </details>
    </li>
  )
}
