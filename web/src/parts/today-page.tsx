import type { VNode } from 'preact'
import type { TodayWords } from '../../../src/face/view/today.ts'
import type { Decision } from '../../../src/policy/decision.ts'
import { BookCorrelations } from './book-correlations.tsx'
import { BookDelta } from './book-delta.tsx'
import { CondorFigures, Warnings } from './condor-figures.tsx'
import { CondorYields } from './condor-yields.tsx'
import { DataFooter } from './data-footer.tsx'
import { DataTable } from './data-table.tsx'
import { Headline } from './headline.tsx'
import { Ladder } from './hedge-ladder.tsx'
import { Market } from './market.tsx'
import { PayoffCard } from './payoff-card.tsx'
import { Positions } from './positions.tsx'
import { Reasons } from './reasons.tsx'
import { Regimes } from './regimes.tsx'
import { Ticket } from './ticket.tsx'

interface Props {
  readonly decision: Decision
  readonly words: TodayWords
  readonly picker: VNode
}

export function TodayPage({ decision, words, picker }: Props) {
  const { verdict, condor } = words
  const advised = verdict.kind === 'open-condor'
  return (
    <>
      <Headline words={words.headline} />
      <section class={verdictClass(words)} aria-labelledby="verdict-title">
        <h2 id="verdict-title">{verdict.title}</h2>
        {verdict.points.length > 1 ? (
          <ul>
            {verdict.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        ) : (
          <p>{verdict.sentence}</p>
        )}
        {picker}
      </section>
      <Positions words={words} />
      <BookDelta words={words.delta} />
      <BookCorrelations words={words.correlations} />
      <Ladder words={words.ladder} />
      <div class="columns">
        <section class="card why" aria-labelledby="why-title">
          <h2 id="why-title">Why</h2>
          <Reasons reason={words.reason} />
        </section>
        {words.ticket !== null && (
          <Ticket
            text={words.ticket}
            walk={verdict.acts && !advised ? [] : words.walk}
            advised={advised || verdict.acts}
          />
        )}
      </div>
      {condor !== null && verdict.condor !== null && (
        <section class="card" aria-labelledby="condor-title">
          <h2 id="condor-title">{advised ? 'The condor' : 'The condor it declined'}</h2>
          <p class="condor-name">
            <strong>{condor.name}</strong> <span class="quiet">{condor.expiry}</span>
          </p>
          <p class="quiet">Asked: {condor.asked}</p>
          <PayoffCard decision={decision} condor={verdict.condor} />
          <DataTable table={condor.legs} reflow />
          <Warnings texts={condor.warnings} />
          <CondorFigures groups={condor.groups} />
          <CondorYields words={condor.yields} />
        </section>
      )}
      {words.others.map((other) => (
        <details class="card" key={other.id}>
          <summary>
            <h2>{other.label}</h2> <span class="quiet">{other.name}</span>
          </summary>
          <p class="quiet">
            {other.expiry}. Asked: {other.asked}
          </p>
          <DataTable table={other.legs} reflow />
          <Warnings texts={other.warnings} />
          <CondorFigures groups={other.groups} />
          <CondorYields words={other.yields} />
        </details>
      ))}
      <Declined title="Not available in this chain" declined={words.declined} />
      <Tiers words={words} />
      <Regimes words={words.regimes} />
      <Market decision={decision} words={words} />
      <DataFooter words={words} />
    </>
  )
}

/** A book has more to say than a word: its title is set smaller. Green is for a new condor alone. */
function verdictClass({ verdict, positions }: TodayWords): string {
  const kind = verdict.acts ? 'acts' : verdict.kind
  return `verdict verdict-${kind}${positions.length > 0 ? ' verdict-book' : ''}`
}

function Tiers({ words }: { readonly words: TodayWords }) {
  if (words.tiers === null) return <Declined title="One-day tiers" declined={words.tiersDeclined} />
  return (
    <section class="card" aria-labelledby="tiers-title">
      <h2 id="tiers-title">One-day tiers</h2>
      <p class="quiet">{words.tiers.caption}</p>
      <DataTable table={words.tiers} reflow />
      <Warnings texts={words.tierWarnings} />
      {words.tiersDeclined.map((each) => (
        <p key={each.id}>
          <strong>{each.label}</strong>: {each.why}
        </p>
      ))}
    </section>
  )
}

function Declined(props: { readonly title: string; readonly declined: TodayWords['declined'] }) {
  if (props.declined.length === 0) return null
  return (
    <section class="card">
      <h2>{props.title}</h2>
      {props.declined.map((each) => (
        <p key={each.id}>
          <strong>{each.label}</strong>: {each.why} <span class="quiet">Asked: {each.asked}</span>
        </p>
      ))}
    </section>
  )
}
