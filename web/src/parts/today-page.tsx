import type { VNode } from 'preact'
import type { TodayWords } from '../../../src/face/view/today.ts'
import type { Decision } from '../../../src/policy/decision.ts'
import { CondorFigures, Warnings } from './condor-figures.tsx'
import { CondorYields } from './condor-yields.tsx'
import { DataFooter } from './data-footer.tsx'
import { DataTable } from './data-table.tsx'
import { Headline } from './headline.tsx'
import { Market } from './market.tsx'
import { PayoffCard } from './payoff-card.tsx'
import { Reasons } from './reasons.tsx'
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
      <section class={`verdict verdict-${verdict.kind}`} aria-labelledby="verdict-title">
        <h2 id="verdict-title">{verdict.title}</h2>
        <p>{verdict.sentence}</p>
        {picker}
      </section>
      <div class="columns">
        <section class="card why" aria-labelledby="why-title">
          <h2 id="why-title">Why</h2>
          <Reasons reason={words.reason} />
        </section>
        {words.ticket !== null && <Ticket text={words.ticket} walk={words.walk} advised={advised} />}
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
      <Market decision={decision} words={words} />
      <DataFooter words={words} />
    </>
  )
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
