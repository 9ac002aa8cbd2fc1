import { useState } from 'preact/hooks'

type Copied = 'no' | 'yes' | 'failed'
const SAYS: Readonly<Record<Copied, string>> = {
  no: '',
  yes: 'Copied.',
  failed: 'Select the text and copy it by hand.',
}

export function Ticket({ text, advised }: { readonly text: string; readonly advised: boolean }) {
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
      <pre tabIndex={0} role="region" aria-label="Ticket text">
        {text}
      </pre>
    </section>
  )
}
