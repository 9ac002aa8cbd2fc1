import type { InvariantWords } from '../../../src/face/view/invariant-gauge.ts'
import type { PositionWords } from '../../../src/face/view/open-position.ts'
import type { LedgerWords } from '../../../src/face/view/position-ledger.ts'
import type { TodayWords } from '../../../src/face/view/today.ts'
import { distanceChart } from '../charts/distance.ts'
import { GaugeBar, StepBar } from './bar.tsx'
import { Chart } from './chart.tsx'
import { CondorFigures, Warnings } from './condor-figures.tsx'
import { DataTable } from './data-table.tsx'
import { Orders } from './orders.tsx'
import { Reasons } from './reasons.tsx'

/** What is held, one card each: the action first, everything else below it. */
export function Positions({ words }: { readonly words: TodayWords }) {
  const { positions, unruled } = words
  if (positions.length === 0 && unruled.length === 0) return null
  return (
    <section class="positions" aria-labelledby="positions-title">
      <h2 id="positions-title">Open positions</h2>
      {positions.map((position) => (
        <Position position={position} key={position.trade} />
      ))}
      {unruled.length > 0 && (
        <div class="card">
          <h3>No rule speaks of these</h3>
          {unruled.map(({ trade, says }) => (
            <p key={trade}>
              <strong>{trade}</strong>: {says}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}

function Position({ position }: { readonly position: PositionWords }) {
  const { trade, label, about, action, tone, because, shock, pnl, distance, cost, orders } = position
  return (
    <article class="card position" aria-label={`Position ${trade}`}>
      <header class="position-head">
        <h3>
          <span class={`action action-${tone}`}>{action}</span> {trade}
        </h3>
        {pnl !== null && (
          <p class="position-pnl">
            <strong class={`tone-${pnl.tone}`}>{pnl.value}</strong>
            <span class="quiet small">{pnl.label}</span>
          </p>
        )}
        <p class="position-name">
          {label} <span class="quiet">{about}</span>{' '}
          {shock !== null && <span class="tag tag-stale">shocked by hand: {shock}</span>}
        </p>
      </header>
      <p class="position-because">
        {because} {cost !== null && <span class="quiet">Costs {cost}.</span>}
      </p>
      {distance !== null && (
        <figure class="chart distance">
          <figcaption>
            <span>Strikes, break-evens at expiry (even), and one expected move either way</span>
            <ul class="legend">
              <li class="key-kept">kept</li>
              <li class="key-wing">lost in part</li>
              <li class="key-lost">all lost</li>
            </ul>
          </figcaption>
          <Chart description={distance.description} draw={(width) => distanceChart(distance, width)} />
        </figure>
      )}
      <div class="position-columns">
        <Invariants invariants={position.invariants} />
        <div>
          <Ledger ledger={position.previous} />
          <Ledger ledger={position.ledger} />
        </div>
      </div>
      <Warnings texts={position.warnings} />
      {orders.length > 0 && (
        <details class="fold" open>
          <summary>Orders</summary>
          <Orders orders={orders} />
        </details>
      )}
      {position.restorations !== null && (
        <details class="fold">
          <summary>{position.restorations.caption}</summary>
          <DataTable table={position.restorations} reflow />
        </details>
      )}
      <details class="fold">
        <summary>Marks, distances, rent and bleed, break-evens, Greeks</summary>
        <CondorFigures groups={position.groups} />
      </details>
      <details class="fold">
        <summary>Why</summary>
        <Reasons reason={position.reason} />
      </details>
    </article>
  )
}

/** What the rules watch stands open; diagnostics, on which nothing acts, are folded. */
function Invariants({ invariants }: { readonly invariants: readonly InvariantWords[] }) {
  if (invariants.length === 0) return null
  const diagnostics = invariants.filter(({ watched }) => !watched)
  return (
    <div class="invariants">
      {invariants
        .filter(({ watched }) => watched)
        .map((invariant) => (
          <Invariant invariant={invariant} key={invariant.id} />
        ))}
      {diagnostics.length > 0 && (
        <details class="fold">
          <summary>Diagnostics, on which nothing acts</summary>
          <div class="invariants">
            {diagnostics.map((invariant) => (
              <Invariant invariant={invariant} key={invariant.id} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function Invariant({ invariant }: { readonly invariant: InvariantWords }) {
  const { label, watched, verdictText, tone, says, product, bandsNote, gauges, unknown } = invariant
  return (
    <section>
      <h4>
        {label} <span class={`tone-${tone}`}>{verdictText}</span>{' '}
        <span class="quiet small">{watched ? 'watched by the rules' : 'a diagnostic'}</span>
      </h4>
      {gauges.map((gauge) => (
        <div class="gauge" key={gauge.name}>
          <span class="gauge-name">{gauge.name}</span>
          <GaugeBar gauge={gauge} />
          <span class="gauge-value">
            <strong>{gauge.deviation}</strong> {gauge.share}
          </span>
          <span class="gauge-note quiet small">
            {[gauge.attribution, watched ? gauge.bands : ''].filter((text) => text !== '').join('; ')}
          </span>
        </div>
      ))}
      {unknown !== null && <p>{unknown}</p>}
      {watched && (
        <p class="quiet small">
          {says} {product}. {bandsNote}
        </p>
      )}
    </section>
  )
}

function Ledger({ ledger }: { readonly ledger: LedgerWords }) {
  const { title, rows, steps, zero, note } = ledger
  return (
    <section class="ledger">
      <h4>Profit and loss: {title.charAt(0).toLowerCase() + title.slice(1)}</h4>
      {rows.length > 0 && (
        <dl>
          {rows.map(({ label, value, tone }, index) => {
            const step = steps[index]
            return (
              <div class={step === undefined ? 'ledger-row ledger-total' : 'ledger-row'} key={label}>
                <dt>{label}</dt>
                <dd class={`value tone-${tone}`}>{value}</dd>
                {step !== undefined && (
                  <dd class="ledger-bar">
                    <StepBar step={step} zero={zero} />
                  </dd>
                )}
              </div>
            )
          })}
        </dl>
      )}
      <p class="quiet small">{note}</p>
    </section>
  )
}
