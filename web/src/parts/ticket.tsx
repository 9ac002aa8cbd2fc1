import { useState } from 'preact/hooks'
import type { WalkWords } from '../../../src/face/view/ticket.ts'

type Copied = 'no' | 'yes' | 'failed'
const SAYS: Readonly<Record<Copied, string>> = {
  no: '',
  yes: 'Copied.',
  failed: 'Select the text and copy it by hand.',
}

interface Props {
  readonly text: string
  readonly walk: readonly WalkWords[]
  readonly advised: boolean
}

export function Ticket({ text, walk, advised }: Props) {
  const [copied, setCopied] = useState<Copied>('no')
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }
  return (
    <section class="card ticket" aria-labelledby="ticket-title">
      <div class="card-head">
        <h2 id="ticket-title">{advised ? 'Ticket' : 'Ticket, for reference'}</h2>
        <span class="quiet" role="status">
          {SAYS[copied]}
        </span>
        <button type="button" class="button" onClick={copy}>
          Copy
        </button>
      </div>
      {walk.length > 0 && (
        <ol class="walk" aria-label="Limit walk from mid to natural, points">
          {walk.map((step) => (
            <li key={step.when}>
              <strong>{step.limit}</strong>
              <span class="quiet">
                {step.when}
                {step.name === '' ? '' : `, ${step.name}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      <pre tabIndex={0} role="region" aria-label="Ticket text">
        {text}
      </pre>
    </section>
  )
}
