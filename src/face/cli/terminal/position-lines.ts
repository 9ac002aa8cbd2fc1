/** One open condor with its decision. */
import type { Gauge, InvariantWords } from '../../view/invariant-gauge.ts'
import type { PositionWords } from '../../view/open-position.ts'
import { BLANK, type Line, heading, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { orderLines } from './order-lines.ts'
import { span } from './paint.ts'
import { groupLines, warningLines } from './parts.ts'
import { reasonLines } from './reason-lines.ts'
import { TONES } from './tones.ts'

export function positionLines(position: PositionWords, width: number): Line[] {
  const { trade, label, action, tone, because, about, shock, groups, previous, ledger, cost, orders } =
    position
  const widths = rowWidths([...groups.flatMap(({ rows }) => rows), ...previous.rows, ...ledger.rows])
  return [
    heading(`Position ${trade}`, width),
    ...wrap([span('  '), span(label, 'bold')], width, 2),
    ...wrap([span('  '), span(about, 'dim')], width, 2),
    ...(shock === null ? [] : wrap([span('  ! Shocked by hand: ', 'warn'), span(shock)], width, 4)),
    ...wrap([span(`  ▌ ${action}. `, TONES[tone]), span(because, 'bold')], width, 4),
    ...(cost === null ? [] : wrap([span(`    Costs ${cost}.`)], width, 4)),
    ...orderLines(orders, width),
    ...warningLines(position.warnings, width),
    ...groups.flatMap((group) => [BLANK, ...groupLines(group, width, widths)]),
    ...[previous, ledger].flatMap(({ title, rows, note }) => [
      BLANK,
      ...wrap([span(`  ${title}`, 'bold')], width, 4),
      ...rowLines(rows, width, 4, widths),
      ...wrap([span('    '), span(note, 'dim')], width, 4),
    ]),
    ...position.invariants.flatMap((invariant) => [BLANK, ...invariantLines(invariant, width)]),
    ...(position.restorations === null
      ? []
      : [
          BLANK,
          [span(`  ${position.restorations.caption}`, 'bold')],
          ...tableLines(position.restorations, width, 4),
        ]),
    BLANK,
    ...reasonLines(position.reason, width),
    BLANK,
  ]
}

function invariantLines(invariant: InvariantWords, width: number): Line[] {
  const { label, watched, verdictText, tone, says, product, gauges, unknown, bandsNote } = invariant
  return [
    ...wrap(
      [
        span(`  ${label}`, 'bold'),
        span(watched ? ', watched: ' : ', diagnostic: ', 'dim'),
        span(verdictText, TONES[tone]),
      ],
      width,
      4,
    ),
    ...gauges.flatMap((gauge) => gaugeLines(gauge, width)),
    ...(unknown === null ? [] : wrap([span(`    ${unknown}`, 'dim')], width, 4)),
    // A diagnostic is shown by its gauges alone: the page stays readable.
    ...(watched
      ? [says, product, bandsNote].flatMap((text) => wrap([span('    '), span(text, 'dim')], width, 4))
      : []),
  ]
}

/** `    x/y  ····─────│──●──····  +0.083  41% of the act band`, then where it comes from. */
function gaugeLines({ name, deviation, share, attribution, tone, ...bar }: Gauge, width: number): Line[] {
  return [
    ...wrap(
      [
        span(`    ${name.padEnd(3)}  `, 'dim'),
        ...(bar.at === null ? [] : [span(barText(bar.at, bar.warn), TONES[tone]), span('  ')]),
        span(deviation, 'bold'),
        span(share === '' ? '' : `  ${share}`),
      ],
      width,
      9,
    ),
    ...(attribution === '' ? [] : wrap([span('         '), span(attribution, 'dim')], width, 9)),
  ]
}

const CELLS = 21

/** Dashes within the act band, dots beyond it, a mark where the deviation stands. */
function barText(at: number, act: Gauge['warn']): string {
  const cell = (share: number): number => Math.round(share * (CELLS - 1))
  return Array.from({ length: CELLS }, (_, index) => {
    if (index === cell(at)) return '●'
    if (index === (CELLS - 1) / 2) return '│'
    return index > cell(act.from) && index < cell(act.to) ? '─' : '·'
  }).join('')
}
