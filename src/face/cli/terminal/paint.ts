/** Colour for terminals, and the one place where untrusted text is made safe to print. */

export type Style = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'warn' | 'accent' | 'title'

export interface Span {
  readonly text: string
  readonly style: Style
}

export type Painter = (text: string, style: Style) => string

const ESCAPES: Readonly<Record<Style, readonly [string, string]>> = {
  plain: ['', ''],
  bold: ['\u001b[1m', '\u001b[22m'],
  dim: ['\u001b[2m', '\u001b[22m'],
  good: ['\u001b[32m', '\u001b[39m'],
  bad: ['\u001b[31m', '\u001b[39m'],
  warn: ['\u001b[33m', '\u001b[39m'],
  accent: ['\u001b[36m', '\u001b[39m'],
  title: ['\u001b[1;36m', '\u001b[22;39m'],
}

export const plainPainter: Painter = (text) => text
export const colourPainter: Painter = (text, style) => {
  const [on, off] = ESCAPES[style]
  return text === '' ? '' : on + text + off
}

/** Colour only on a terminal; `NO_COLOR` (any value) turns it off, `FORCE_COLOR` (not 0) on. */
export function painterFor(
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Painter {
  const force = environment['FORCE_COLOR']
  if (environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '') return plainPainter
  if (force !== undefined && force !== '') return force === '0' ? plainPainter : colourPainter
  return isTerminal && environment['TERM'] !== 'dumb' ? colourPainter : plainPainter
}

/**
 * Text from files may hold escape sequences and direction overrides that would repaint the terminal. They become
 * visible: `\u001b` prints as `␛`.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) => {
    const code = found.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
  })
}

export const span = (text: string, style: Style = 'plain'): Span => ({ text: printable(text), style })
