/** The decision as a terminal page. Words come from `view/`; this only sets them. */
import type { CondorWords } from '../../view/condor.ts'
import type { TodayWords } from '../../view/today.ts'
import { bookDeltaLines } from './book-delta-lines.ts'
import { headlineLines } from './headline-lines.ts'
import { ladderLines } from './ladder-lines.ts'
import { BLANK, type Line, heading, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { type Style, span } from './paint.ts'
import { groupLines, warningLines } from './parts.ts'
import { positionLines } from './position-lines.ts'
import { reasonLines } from './reason-lines.ts'
import { regimeLines } from './regime-lines.ts'

/** @param width columns to fill, 60 to 100. */
export function todayPage(words: TodayWords, width: number): Line[] {
  return [
    ...dataLines(words, width),
    BLANK,
    ...decisionLines(words, width),
    BLANK,
    heading('Market', width),
    ...rowLines(words.market, width),
    BLANK,
    ...regimeLines(words.regimes, width),
    ...words.positions.flatMap((position) => positionLines(position, width)),
    ...unruledLines(words.unruled, width),
    ...bookDeltaLines(words.delta, width),
    ...correlationLines(words.correlations, width),
    ...ladderLines(words.ladder, width),
    heading('Why', width),
    ...reasonLines(words.reason, width),
    BLANK,
    ...(words.condor === null ? [] : condorLines(words, words.condor, width)),
    ...words.others.flatMap((other) => otherLines(other, width)),
    ...declinedLines('Not available in this chain', words.declined, width),
    ...tierLines(words, width),
    ...(words.ticket === null ? [] : [...ticketLines(words.ticket, width), BLANK]),
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
  const { title, sentence, kind, acts } = words.verdict
  const style: Style = kind === 'open-condor' && !acts ? 'good' : 'warn'
  return wrap([span(`▌ ${title}. `, style), span(sentence, 'bold')], width, 2)
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
  ]
}

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

function unruledLines(unruled: TodayWords['unruled'], width: number): Line[] {
  if (unruled.length === 0) return []
  return [
    heading('Held, and no rule speaks of it', width),
    ...unruled.flatMap(({ trade, says }) => wrap([span(`  ${trade}: `, 'bold'), span(says)], width, 4)),
    BLANK,
  ]
}

function correlationLines(words: TodayWords['correlations'], width: number): Line[] {
  if (words === null) return []
  const { sentence, table, notes } = words
  return [
    heading('Correlation of the book', width),
    ...wrap([span('  '), span(sentence)], width, 2),
    ...(table === null ? [] : tableLines(table, width)),
    ...notes.flatMap((note) => wrap([span('  ? ', 'warn'), span(note, 'dim')], width, 4)),
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
