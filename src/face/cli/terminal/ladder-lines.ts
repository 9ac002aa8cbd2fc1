/** The hedge ladder: what each rung holds, wants and costs; the whole; the second engine. */
import type { EngineWords, LadderWords, RungWords } from '../../view/ladder.ts'
import { BLANK, type Line, heading, rowLines, tableLines, wrap } from './layout.ts'
import { orderLines } from './order-lines.ts'
import { span } from './paint.ts'
import { warningLines } from './parts.ts'
import { reasonLines } from './reason-lines.ts'
import { TONES } from './tones.ts'

export function ladderLines(ladder: LadderWords | null, width: number): Line[] {
  if (ladder === null) return []
  return [
    heading('Hedge ladder', width),
    ...wrap([span('  ▌ ', 'accent'), span(ladder.sentence, 'bold')], width, 4),
    ...wrap([span(`  ${ladder.rung}: ${ladder.source}`, 'dim')], width, 2),
    ...ladder.rungs.flatMap((rung) => [BLANK, ...rungLines(rung, width)]),
    BLANK,
    ...rowLines(ladder.rows, width),
    ...(ladder.unassigned === null
      ? []
      : [[span(`  ${ladder.unassigned.caption}`, 'bold')], ...tableLines(ladder.unassigned, width, 4)]),
    ...warningLines(ladder.warnings, width),
    ...engineLines(ladder.engine, width),
    BLANK,
    ...reasonLines(ladder.reason, width),
    BLANK,
  ]
}

const PIPS = { held: '●', wanted: '○', beyond: '◆' } as const

function rungLines(rung: RungWords, width: number): Line[] {
  const pips = rung.pips.map((pip) => PIPS[pip]).join('')
  return [
    ...wrap(
      [
        span(`  ${rung.title}`, 'bold'),
        span(`  ${rung.instrument}  `, 'dim'),
        span(pips === '' ? '' : `${pips}  `, 'accent'),
        span(`${rung.counts}  `),
        span(rung.action, TONES[rung.tone]),
        span(rung.cost === null ? '' : `, ${rung.cost}`),
      ],
      width,
      4,
    ),
    ...wrap(
      [span(`    ${rung.target}`), span(rung.targetNote === '' ? '' : ` (${rung.targetNote})`, 'dim')],
      width,
      4,
    ),
    ...(rung.held === null ? [] : tableLines(rung.held, width, 4)),
    ...rung.heldNotes.flatMap((text) => wrap([span('    '), span(text, 'dim')], width, 6)),
    ...orderLines(rung.orders, width),
    ...rowLines(rung.rows, width, 4),
  ]
}

function engineLines(engine: EngineWords | null, width: number): Line[] {
  if (engine === null) return []
  return [
    BLANK,
    [span('  Second engine: ', 'bold'), span(engine.state, TONES[engine.tone])],
    ...rowLines(engine.rows, width, 4),
    ...orderLines(engine.orders, width),
  ]
}
