import type { ReasonWords } from '../../view/reason.ts'
import { type Line, wrap } from './layout.ts'
import { type Span, type Style, span } from './paint.ts'

const VERDICT_STYLES: Readonly<Record<ReasonWords['verdict'], Style>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'warn',
  note: 'dim',
}

/** The reason tree with its branches drawn. */
export function reasonLines(reason: ReasonWords, width: number): Line[] {
  const lines: Line[] = []
  const visit = (node: ReasonWords, lead: string, under: string): void => {
    const spans: Span[] = [span(lead, 'dim'), span(`${node.mark} `, VERDICT_STYLES[node.verdict])]
    for (const run of node.runs) spans.push(span(run.text, run.figure === null ? 'plain' : 'bold'))
    const wrapped = wrap(spans, width, lead.length + 2)
    // The branch of the tree goes on beside wrapped lines.
    lines.push(
      ...wrapped.map((line, index) =>
        index === 0 ? line : [span(under.padEnd(lead.length + 2), 'dim'), ...line.slice(1)],
      ),
    )
    node.because.forEach((child, index) => {
      const last = index === node.because.length - 1
      visit(child, `${under}${last ? '└ ' : '├ '}`, `${under}${last ? '  ' : '│ '}`)
    })
  }
  visit(reason, '  ', '  ')
  return lines
}
