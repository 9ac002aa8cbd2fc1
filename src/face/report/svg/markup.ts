/** Markup as text, escaped once: what a report is made of. */

/** Text that is already markup. */
export interface Markup {
  readonly markup: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Names of files come from outside: whatever they hold, they stay text. Control characters are no part of XML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '').replace(/\p{Cc}/gu, '\ufffd')

type Child = Markup | string | null
type Attributes = Readonly<Record<string, string | number | null>>

/** `element('p', { class: 'note' }, 'a < b')`; numbers are rounded to hundredths, null attributes are left out. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? round(value) : String(value))}"`)
    .join('')
  return { markup: `<${name}${list}>${group(...children).markup}</${name}>` }
}

export const group = (...children: readonly Child[]): Markup => ({
  markup: children
    .map((child) => (child === null ? '' : typeof child === 'string' ? escaped(child) : child.markup))
    .join(''),
})

/** Coordinates to hundredths: finer is not seen and costs bytes. */
export const round = (value: number): string => String(Math.round(value * 100) / 100)
