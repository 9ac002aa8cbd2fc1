/** The reason tree in words: placeholders filled, verdicts marked. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { Figure, Reason, Verdict } from '../../policy/decision.ts'
import { formatFigure } from './figure.ts'

/** A run of a sentence; `figure` is set where the text is a figure's value. */
export interface Run {
  readonly text: string
  readonly figure: Figure | null
}

export interface ReasonWords {
  readonly id: string
  readonly verdict: Verdict
  /** `passes`, `fails`, `unknown`, `note`: what a screen reader says for the mark. */
  readonly verdictWord: string
  readonly mark: string
  readonly runs: readonly Run[]
  /** Notes of the figures in the sentence: provenance and why something is unknown. */
  readonly notes: readonly string[]
  readonly because: readonly ReasonWords[]
}

const MARKS: Readonly<Record<Verdict, { readonly mark: string; readonly word: string }>> = {
  pass: { mark: '✓', word: 'passes' },
  fail: { mark: '✗', word: 'fails' },
  unknown: { mark: '?', word: 'unknown' },
  note: { mark: '·', word: 'note' },
}

/** The sentence as runs, so that a face may set the figures apart. */
function fillReason(reason: Reason): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  for (const match of reason.says.matchAll(/\{([^{}]+)\}/g)) {
    const figure = reason.figures.find((candidate) => candidate.id === match[1])
    assert(figure !== undefined, 'a reason names a figure it does not carry', {
      reason: reason.id,
      figure: match[1],
    })
    if (match.index > at) runs.push({ text: reason.says.slice(at, match.index), figure: null })
    runs.push({ text: formatFigure(figure), figure })
    at = match.index + match[0].length
  }
  if (at < reason.says.length) runs.push({ text: reason.says.slice(at), figure: null })
  return runs
}

/** The sentence as plain text. */
export const reasonText = (reason: Reason): string =>
  fillReason(reason)
    .map((run) => run.text)
    .join('')

export function reasonWords(reason: Reason): ReasonWords {
  const { mark, word } = MARKS[reason.verdict]
  const notes = reason.figures.flatMap((figure) => (figure.note === null ? [] : [figure.note]))
  return {
    id: reason.id,
    verdict: reason.verdict,
    verdictWord: word,
    mark,
    runs: fillReason(reason),
    notes: [...new Set(notes)],
    because: reason.because.map(reasonWords),
  }
}

/** How many leaves of the tree pass, fail or are unknown: the tree's one-line summary. */
export function countVerdicts(reason: Reason): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { pass: 0, fail: 0, unknown: 0, note: 0 }
  const visit = (node: Reason): void => {
    if (node.because.length === 0) counts[node.verdict] += 1
    node.because.forEach(visit)
  }
  visit(reason)
  return counts
}
