import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { type BridgeWords, DICTIONARY_COLUMNS, type DictionaryWords } from '../../../src/face/view/bridge.ts'
import { dollars, grouped } from '../../../src/face/view/numbers.ts'
import type { Bridge, Equivalence } from '../../../src/policy/bridge/bridge.ts'
import type { CandidateCondor } from '../../../src/policy/decision.ts'
import { type BridgePoint, bridgePoints, condorChart, liquidityChart, poolsChart } from '../charts/bridge.ts'
import { Chart } from './chart.tsx'
import { DataTable } from './data-table.tsx'
import { Headline } from './headline.tsx'

interface Props {
  readonly bridge: Bridge
  readonly words: BridgeWords
  readonly picker: VNode
}

export function BridgePage({ bridge, words, picker }: Props) {
  const { condor, equivalence } = bridge
  return (
    <>
      <Headline words={words.headline} />
      <section class="verdict" aria-labelledby="bridge-title">
        <h2 id="bridge-title">{words.title}</h2>
        <p>{words.sentence}</p>
        {words.condor !== null && (
          <p class="bridge-condor">
            <span class="quiet">{words.condor.stance}:</span> <strong>{words.condor.name}</strong>{' '}
            <span class="quiet">{words.condor.expiry}</span>
          </p>
        )}
        {picker}
      </section>
      {condor !== null && equivalence !== null && (
        <>
          <Values condor={condor} equivalence={equivalence} />
          <Profile condor={condor} equivalence={equivalence} words={words} />
        </>
      )}
      <Dictionary rows={words.dictionary} />
      {words.disanalogies.length > 0 && (
        <section class="card" aria-labelledby="part-title">
          <h2 id="part-title">Where the two part</h2>
          <dl class="disanalogies">
            {words.disanalogies.map(({ title, text }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <p class="disclaimer quiet">{words.disclaimer}</p>
    </>
  )
}

interface Drawn {
  readonly condor: CandidateCondor
  readonly equivalence: Equivalence
}

/** Left the condor, right the pools, on one axis and one scale. */
function Values({ condor, equivalence }: Drawn) {
  const [pointed, setPointed] = useState<BridgePoint | null>(null)
  const points = bridgePoints(equivalence)
  const { pools } = equivalence
  const onPoint = (value: unknown) => setPointed((value as BridgePoint | null) ?? null)
  return (
    <section class="card" aria-labelledby="values-title">
      <h2 id="values-title">Two ways to be short convexity</h2>
      <div class="bridge-columns">
        <figure class="chart">
          <figcaption>
            <span>The condor: profit and loss from the natural credit</span>
            <ul class="legend">
              <li class="key-expiry">At expiry</li>
              <li class="key-today">Today</li>
            </ul>
          </figcaption>
          <Chart
            description={`Profit and loss of the condor by index level, at most ${dollars(condor.maxLoss_dollars)} lost, flat beyond the wings.`}
            draw={(width) => condorChart(condor, points, width)}
            onPoint={onPoint}
          />
        </figure>
        <figure class="chart">
          <figcaption>
            <span>Its equals: change of value, delta hedged at the forward</span>
            <ul class="legend">
              <li class="key-condor">Condor today</li>
              {pools.map(({ id, label }) => (
                <li class={`key-${id}`} key={id}>
                  {label}
                </li>
              ))}
            </ul>
          </figcaption>
          <Chart
            description={
              pools.length === 0
                ? 'The condor today with its delta hedged at the forward. No pool is its equal.'
                : 'The condor today and the pools of the same gamma, each with its delta hedged at the forward. They touch there; further out the condor bends back and the pools do not.'
            }
            draw={(width) => poolsChart(condor, pools, points, width)}
            onPoint={onPoint}
          />
        </figure>
      </div>
      <p class="readout quiet small">{readout(pointed, equivalence)}</p>
    </section>
  )
}

const whole = (value: number): string => dollars(Math.round(value))

function readout(point: BridgePoint | null, { pools }: Equivalence): string {
  if (point === null) return 'Point at a chart to read it.'
  const hedged = pools.map(({ id, label }) => `${label.toLowerCase()} ${whole(point.pools[id] ?? 0)}`)
  return (
    `At ${grouped(point.level, 0)}: condor ${whole(point.expiry)} at expiry, ${whole(point.today)} today. ` +
    `Hedged: condor ${whole(point.hedged)}${hedged.length === 0 ? '' : `, ${hedged.join(', ')}`}.`
  )
}

function Profile({ condor, equivalence, words }: Drawn & { readonly words: BridgeWords }) {
  const [pointed, setPointed] = useState<BridgePoint | null>(null)
  const points = bridgePoints(equivalence)
  return (
    <section class="card" aria-labelledby="profile-title">
      <h2 id="profile-title">The condor drawn as a liquidity pool</h2>
      {words.profile.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <figure class="chart liquidity">
        <figcaption>
          <span>Liquidity L(S) = −2 S√S V″ by index level, dollars per √point</span>
          <ul class="legend">
            <li class="key-condor">The condor, signed</li>
            {equivalence.pools.map(({ id, label }) => (
              <li class={`key-${id}`} key={id}>
                {label}
              </li>
            ))}
          </ul>
        </figcaption>
        <Chart
          description={words.profile.join(' ')}
          draw={(width) => liquidityChart(condor, equivalence, points, width)}
          onPoint={(value) => setPointed((value as BridgePoint | null) ?? null)}
        />
        <p class="readout quiet small">
          {pointed === null || pointed.liquidity === null
            ? 'Point at the chart to read it.'
            : `At ${grouped(pointed.level, 0)}: L = ${grouped(pointed.liquidity, 0)}.`}
        </p>
      </figure>
      {words.pools !== null && <DataTable table={words.pools} />}
    </section>
  )
}

/** Roles are explicit, because a narrow screen stacks the cells and a stacked table would lose them. */
function Dictionary({ rows }: { readonly rows: readonly DictionaryWords[] }) {
  if (rows.length === 0) return null
  return (
    <section class="card" aria-labelledby="dictionary-title">
      <h2 id="dictionary-title">The dictionary</h2>
      <p class="quiet">The same thing in both languages, each side by its own formula, for one condor.</p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Dictionary">
        <table class="dictionary" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {DICTIONARY_COLUMNS.map((title, index) => (
                <th scope="col" role="columnheader" class={HEADER_CLASSES[index]} key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={row.id} role="row">
                <th scope="row" role="rowheader">
                  {row.pool}
                </th>
                <td role="cell" class="numeric">
                  {row.fullRange}
                </td>
                <td role="cell" class="numeric same-capital" data-title={DICTIONARY_COLUMNS[2].toLowerCase()}>
                  {row.sameCapital}
                </td>
                <td role="cell" class="term">
                  {row.condor}
                  {row.note !== null && <span class="note">{row.note}</span>}
                </td>
                <td role="cell" class="numeric">
                  <strong>{row.value}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const HEADER_CLASSES = ['', 'numeric', 'numeric', 'term', 'numeric'] as const
