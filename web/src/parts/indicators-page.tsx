import type { VNode } from 'preact'
import type { IndicatorWords } from '../../../src/face/view/indicators.ts'
import type { IndicatorLine, IndicatorSection } from '../../../src/face/view/indicators/section.ts'
import type { IndicatorBoard } from '../../../src/policy/indicator-board/board.ts'
import { dealerGammaChart, describeDealerGamma } from '../charts/dealer-gamma.ts'
import {
  describeEvents,
  describeTerm,
  eventsChart,
  expiriesShown,
  scheduledWithin,
  termChart,
} from '../charts/term-and-events.ts'
import { Chart } from './chart.tsx'
import { DataTable } from './data-table.tsx'
import { Headline } from './headline.tsx'

interface Props {
  readonly board: IndicatorBoard
  readonly words: IndicatorWords
  readonly picker: VNode
}

export function IndicatorsPage({ board, words, picker }: Props) {
  return (
    <>
      <Headline words={words.headline} />
      <section class="verdict" aria-labelledby="indicators-title">
        <h2 id="indicators-title">{words.title}</h2>
        <p>{words.sentence}</p>
        {picker}
      </section>
      {words.sections.map((section) => (
        <Section section={section} board={board} key={section.id} />
      ))}
      <p class="disclaimer quiet">{words.disclaimer}</p>
    </>
  )
}

/** Rows beyond these are folded away. */
const ROWS_OPEN = 14
const NOTES_OPEN = 6

function Section({ section, board }: { readonly section: IndicatorSection; readonly board: IndicatorBoard }) {
  const { id, title, lines, tables, notes, imports } = section
  const heading = `${id}-title`
  return (
    <section class="card indicators" id={`indicators-${id}`} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {id === 'term' && <Term board={board} />}
      {id === 'gamma' && <Gamma board={board} />}
      {lines.length > 0 && <Lines lines={lines} />}
      {tables.map((table) =>
        table.rows.length <= ROWS_OPEN ? (
          <DataTable table={table} key={table.caption} />
        ) : (
          <details key={table.caption}>
            <summary>
              {table.caption}: {table.rows.length} rows
            </summary>
            <DataTable table={table} />
          </details>
        ),
      )}
      {notes.length > 0 && notes.length <= NOTES_OPEN && <Notes texts={notes} />}
      {notes.length > NOTES_OPEN && (
        <details>
          <summary>{notes.length} notes</summary>
          <Notes texts={notes} />
        </details>
      )}
      {imports.length > 0 && (
        <div class="imports small quiet">
          <h3>To know more, import</h3>
          <Notes texts={imports} />
        </div>
      )}
    </section>
  )
}

/** Label, value and as-of date on one line; the convention, or the reason, below. */
function Lines({ lines }: { readonly lines: readonly IndicatorLine[] }) {
  return (
    <dl class="indicator-lines">
      {lines.map(({ label, value, asOf, note, tone }) => (
        <div class="indicator-line" key={label}>
          <dt>{label}</dt>
          <dd class={`value tone-${tone}`}>{value}</dd>
          {asOf !== null && <dd class="as-of quiet">{asOf}</dd>}
          <dd class="note quiet">{note}</dd>
        </div>
      ))}
    </dl>
  )
}

const Notes = ({ texts }: { readonly texts: readonly string[] }) => (
  <ul class="notes quiet">
    {texts.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
)

function Term({ board }: { readonly board: IndicatorBoard }) {
  if (expiriesShown(board).length < 2) return null
  return (
    <figure class="chart">
      <figcaption>
        <span>Volatility by days ahead, vol points; scheduled events below</span>
        {board.vx.length > 0 && (
          <ul class="legend">
            <li class="key-today">At the money</li>
            <li class="key-same-capital">VX futures</li>
          </ul>
        )}
      </figcaption>
      <Chart description={describeTerm(board)} draw={(width) => termChart(board, width)} />
      {scheduledWithin(board).length > 0 && (
        <div class="event-lanes">
          <Chart description={describeEvents(board)} draw={(width) => eventsChart(board, width)} />
        </div>
      )}
    </figure>
  )
}

function Gamma({ board: { gamma } }: { readonly board: IndicatorBoard }) {
  if (!gamma.known) return null
  const { value } = gamma
  return (
    <figure class="chart">
      <figcaption>
        <span>By strike, billions of dollars for a move of 1%; the sign is assumed</span>
      </figcaption>
      <Chart description={describeDealerGamma(value)} draw={(width) => dealerGammaChart(value, width)} />
    </figure>
  )
}
