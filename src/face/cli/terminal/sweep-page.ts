/** What choosing is worth, and then what would be chosen. */
import type { SweepDocument } from '../../report/sweep-document.ts'
import { counted } from '../../view/numbers.ts'
import { rankingTable, worthRows } from '../../view/sweep.ts'
import { bannerLines, captioned, dataLines, standsOnLines } from './backtest-page.ts'
import { BLANK, heading, type Line, rowLines, wrap } from './layout.ts'
import { span } from './paint.ts'

export function sweepPage(document: SweepDocument, width: number): readonly Line[] {
  const { data, rules, banners, evidence, command } = document
  return [
    ...dataLines(data, width),
    BLANK,
    heading(`${counted(evidence.rows.length, 'variant')} of ${rules.name}`, width),
    ...bannerLines(banners, width),
    ...rowLines(worthRows(evidence), width),
    ...captioned(rankingTable(evidence), width),
    BLANK,
    heading('What it stands on', width),
    ...standsOnLines(data, width),
    ...wrap([span('  '), span(`rules ${rules.hash}`, 'dim')], width, 2),
    ...wrap([span('  '), span(`data  ${data.contentHash}`, 'dim')], width, 2),
    ...wrap([span('  '), span(command, 'dim')], width, 2),
  ]
}
