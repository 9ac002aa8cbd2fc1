/** The page around a report: one file that fetches nothing and runs nothing. */
import { REPORT_STYLE } from './report-style.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** `style` is added to the style of every report. */
export function reportPage(title: string, main: Markup, style = ''): string {
  const head = group(
    { markup: '<meta charset="utf-8">' },
    { markup: '<meta name="viewport" content="width=device-width, initial-scale=1">' },
    { markup: '<meta name="color-scheme" content="light dark">' },
    // Proof to whoever opens it that the file can fetch nothing and run nothing.
    {
      markup: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    },
    { markup: '<link rel="icon" href="data:,">' },
    element('title', {}, title),
    { markup: `<style>${REPORT_STYLE}${style}</style>` },
  )
  const page = element('html', { lang: 'en' }, element('head', {}, head), element('body', {}, main))
  return `<!doctype html>\n${page.markup}\n`
}
