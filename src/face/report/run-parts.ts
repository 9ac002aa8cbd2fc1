/** Parts that the reports of one run and of several share. */
import { weekdayDate } from '../view/dates.ts'
import { RUNG_MEANS } from '../view/headline.ts'
import { grouped } from '../view/numbers.ts'
import { row } from '../view/words.ts'
import { rowList } from './parts.ts'
import type { DataDocument } from './run-document.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** Which days, on which rung: what a page says before anything else. */
export function dataHeader(
  data: DataDocument,
  title: string,
  verdict: string,
  lead: string | null,
  tone: string,
  banners: readonly string[],
): Markup {
  const { from, to, rung, sessions, kind } = data
  return element(
    'header',
    {},
    element('h1', {}, element('span', {}, 'Data of '), `${weekdayDate(from)} to ${weekdayDate(to)}`),
    element(
      'p',
      { class: 'quiet small' },
      `${rung}: ${RUNG_MEANS[rung]} (--data ${kind}), ${grouped(sessions, 0)} sessions`,
    ),
    element('p', { class: 'lead' }, title),
    element('h2', { class: `verdict${tone === 'good' || tone === 'bad' ? ` ${tone}` : ''}` }, verdict),
    lead === null ? null : element('p', { class: 'lead' }, lead),
    banners.length === 0
      ? null
      : element(
          'ul',
          { class: 'banners' },
          ...banners.map((text) => element('li', { class: 'small' }, `${text}.`)),
        ),
  )
}

export const card = (title: string, ...children: readonly (Markup | null)[]): Markup =>
  element('section', { class: 'card' }, element('h2', {}, title), ...children)

export const standsOn = ({ standsOn: all }: DataDocument): Markup =>
  rowList(all.map(({ what, says, rung }) => row(what, rung ?? '', says, 'plain')))

/** Enough to make the report again. */
export const provenance = (lines: readonly (readonly [string, string])[], command: string): Markup =>
  group(
    ...lines.map(([name, hash]) => element('p', { class: 'hash' }, `${name} ${hash}`)),
    element('p', {}, element('code', {}, command)),
  )
