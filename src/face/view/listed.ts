/** Small turns of phrase that several views use. */

/** `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`
}

/** The invariant's k is a symbol, and stays small. */
export const capitalised = (text: string): string =>
  /^k\b/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)

/** A capital, and a full stop where there is none. Of an empty text, nothing. */
export function asSentence(text: string): string {
  const whole = capitalised(text.trim())
  return whole === '' || /[.!?]$/.test(whole) ? whole : `${whole}.`
}
