import type { Headline } from '../../view/headline.ts'
import { type Line, wrap } from './layout.ts'
import { span } from './paint.ts'

/** What every page says before anything else: of when the data is, on which rung, how old. */
export function headlineLines(headline: Headline, width: number): Line[] {
  const { quotedAt, asOf, rung, rungMeans, source, age, stale, shock } = headline
  return [
    ...wrap([span(`Data of ${quotedAt}`, 'bold')], width),
    ...(shock === null
      ? []
      : wrap([span(`! The market was moved by hand: ${shock}. A what-if, no advice.`, 'warn')], width, 2)),
    ...(asOf === null ? [] : wrap([span(`Decided as of ${asOf}`, 'bold')], width)),
    ...wrap(
      [span(rung, 'accent'), span(`: ${rungMeans} (${source}), `), span(age, stale ? 'warn' : 'plain')],
      width,
    ),
  ]
}
