/** The decision as a terminal page. Words come from `view/`; this only sets them. */
import type { CondorWords } from '../../view/condor.ts'
import type { ReasonWords } from '../../view/reason.ts'
import type { TodayWords } from '../../view/today.ts'
import type { RowGroup } from '../../view/words.ts'
import { headlineLines } from './headline-lines.ts'
import { BLANK, type Line, type RowWidths, heading, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { type Span, type Style, span } from './paint.ts'

const VERDICT_STYLES: Readonly<Record<ReasonWords['verdict'], Style>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'warn',
  note: 'dim',
}

/** @param width columns to fill, 60 to 100. */
export function todayPage(words: TodayWords, width: number): Line[] {
  return [
    ...dataLines(words, width),
    BLANK,
    ...decisionLines(words, width),
    BLANK,
    heading('Why', width),
    ...reasonLines(words.reason, width),
    BLANK,
    heading('Market', width),
    ...rowLines(words.market, width),
    BLANK,
    ...(words.condor === null ? [] : condorLines(words, words.condor, width)),
    ...words.others.flatMap((other) => otherLines(other, width)),
    ...declinedLines('Not available in this chain', words.declined, width),
    ...tierLines(words, width),
    ...closingLines(words, width),
  ]
}

function dataLines(words: TodayWords, width: number): Line[] {
  return [
    ...headlineLines(words.headline, width),
    ...wrap([span(words.data.line, 'dim')], width),
    ...rowLines(words.data.refusals, width),
  ]
}

function decisionLines(words: TodayWords, width: number): Line[] {
  const { title, sentence, kind } = words.verdict
  const style: Style = kind === 'open-condor' ? 'good' : 'warn'
  return wrap([span(`▌ ${title}. `, style), span(sentence, 'bold')], width, 2)
}

function reasonLines(reason: ReasonWords, width: number): Line[] {
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

function condorLines(words: TodayWords, condor: CondorWords, width: number): Line[] {
  const widths = rowWidths(condor.groups.flatMap((group) => group.rows))
  const stance = words.verdict.kind === 'open-condor' ? 'Condor' : 'Condor declined'
  return [
    heading(stance, width),
    ...wrap([span('  '), span(condor.name, 'bold')], width),
    ...wrap([span('  '), span(condor.expiry, 'dim')], width, 2),
    ...wrap([span('  '), span(`Asked: ${condor.asked}`, 'dim')], width, 2),
    BLANK,
    ...tableLines(condor.legs, width),
    ...warningLines(condor.warnings, width),
    ...condor.groups.flatMap((group) => [BLANK, ...groupLines(group, width, widths)]),
    ...yieldLines(condor.yields, width),
    BLANK,
    ...(words.ticket === null ? [] : [...ticketLines(words.ticket, width), BLANK]),
  ]
}

const groupLines = (group: RowGroup, width: number, widths: RowWidths): Line[] => [
  [span(`  ${group.title}`, 'bold')],
  ...rowLines(group.rows, width, 4, widths),
]

function yieldLines(yields: CondorWords['yields'], width: number): Line[] {
  if (yields === null) return []
  return [
    BLANK,
    [span(`  ${yields.title}`, 'bold')],
    ...yields.tables.flatMap((table) => [...tableLines(table, width, 4), BLANK]),
    ...rowLines(yields.rows, width, 4),
  ]
}

/** A ticket is pasted elsewhere: it is never wrapped. */
function ticketLines(ticket: string, width: number): Line[] {
  return [heading('Ticket', width), ...ticket.split('\n').map((line): Line => [span(line)])]
}

function otherLines(condor: CondorWords, width: number): Line[] {
  const price = condor.groups.find((group) => group.title === 'Price')
  return [
    heading(condor.label, width),
    ...wrap([span(`  ${condor.name}, ${condor.expiry}`)], width, 2),
    ...(price === undefined ? [] : rowLines(price.rows, width)),
    ...warningLines(condor.warnings, width),
    BLANK,
  ]
}

const warningLines = (warnings: readonly string[], width: number): Line[] =>
  warnings.flatMap((text) => wrap([span('  ! ', 'warn'), span(text)], width, 4))

function declinedLines(title: string, declined: TodayWords['declined'], width: number): Line[] {
  if (declined.length === 0) return []
  return [
    heading(title, width),
    ...declined.flatMap((each) =>
      wrap([span(`  ${each.label}: `, 'bold'), span(`${each.why} (asked: ${each.asked})`)], width, 4),
    ),
    BLANK,
  ]
}

function tierLines(words: TodayWords, width: number): Line[] {
  if (words.tiers === null) return declinedLines('One-day tiers', words.tiersDeclined, width)
  return [
    heading(`One-day tiers, ${words.tiers.caption}`, width),
    ...tableLines(words.tiers, width),
    ...warningLines(words.tierWarnings, width),
    BLANK,
    ...declinedLines('Tiers not priced', words.tiersDeclined, width),
  ]
}

function closingLines(words: TodayWords, width: number): Line[] {
  const notes = words.notes.flatMap((note) => wrap([span('  · ', 'dim'), span(note, 'dim')], width, 4))
  return [
    heading('Notes', width),
    ...notes,
    ...rowLines(words.data.provenance, width),
    // The ticket ends with the disclaimer; without a ticket it stands here.
    ...(words.ticket === null ? [BLANK, ...wrap([span(words.disclaimer, 'bold')], width)] : []),
  ]
}
