import type { ReasonWords } from '../../../src/face/view/reason.ts'

/** The reason tree. A node with reasons under it opens and closes; those that fail start open. */
export function Reasons({ reason }: { readonly reason: ReasonWords }) {
  return (
    <div class="reasons">
      <Node reason={reason} open />
    </div>
  )
}

function Node({ reason, open }: { readonly reason: ReasonWords; readonly open: boolean }) {
  if (reason.because.length === 0 && reason.notes.length === 0) {
    return (
      <p class="reason">
        <Sentence reason={reason} />
      </p>
    )
  }
  return (
    <details class="reason" open={open}>
      <summary>
        <Sentence reason={reason} />
      </summary>
      <div class="reason-inner">
        {reason.notes.map((note) => (
          <p class="quiet reason-note" key={note}>
            {note}
          </p>
        ))}
        {reason.because.length > 0 && (
          <ul>
            {reason.because.map((child) => (
              <li key={child.id}>
                <Node reason={child} open={child.because.length > 0 && child.verdict !== 'pass'} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

function Sentence({ reason }: { readonly reason: ReasonWords }) {
  return (
    <>
      <span class={`mark mark-${reason.verdict}`} aria-hidden="true">
        {reason.mark}
      </span>
      <span class="visually-hidden">{reason.verdictWord}: </span>
      <span>
        {reason.runs.map((run) =>
          run.figure === null ? (
            run.text
          ) : (
            <strong class={typeof run.figure.value === 'number' ? 'unbroken' : ''}>{run.text}</strong>
          ),
        )}
      </span>
    </>
  )
}
