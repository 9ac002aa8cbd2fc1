/** What makes a JSON document unfit before it is parsed. */
export interface JsonFault {
  readonly field: string
  readonly was: string
  readonly wanted: string
  /** Zero-based position in the text. */
  readonly position: number
}

const DEPTH_MAX = 64
const KEYS_MAX = 10_000
/** Such keys mean nothing in any vendor's data, and something to a careless reader of objects. */
const HOSTILE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Looks for nesting deeper than 64, an object with over 10,000 keys, a key twice in one object (parsers silently keep the
 * last), and keys that name an object's prototype, however escaped. One pass; whether the rest is JSON is for the parser.
 */
export function checkJson(text: string): JsonFault | null {
  /** Keys of each open object; null for an open list. */
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (open.length === DEPTH_MAX) {
        const wanted = `at most ${DEPTH_MAX} levels of nesting`
        return { field: 'depth', was: `over ${DEPTH_MAX} levels`, wanted, position: at }
      }
      open.push(code === OPEN_BRACE ? new Set() : null)
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      open.pop()
    } else if (code === QUOTE) {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys instanceof Set && isKey(text, end)) {
        const fault = addKey(keys, text.slice(at + 1, end), at)
        if (fault !== null) return fault
      }
      at = end
    }
  }
  return null
}

function addKey(keys: Set<string>, written: string, position: number): JsonFault | null {
  const key = written.includes('\\') ? unescaped(written) : written
  if (HOSTILE.has(key)) return { field: 'key', was: key, wanted: "the vendor's own keys", position }
  if (keys.has(key)) return { field: 'key', was: `${key} twice`, wanted: 'each key once an object', position }
  if (keys.size === KEYS_MAX) {
    const wanted = `at most ${KEYS_MAX} keys an object`
    return { field: 'keys', was: `over ${KEYS_MAX}`, wanted, position }
  }
  keys.add(key)
  return null
}

/** Position of the closing quotation mark, or of the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at
    at += code === BACKSLASH ? 2 : 1
  }
  return text.length
}

function isKey(text: string, end: number): boolean {
  let at = end + 1
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1
  return text.charCodeAt(at) === COLON
}

function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`))
  } catch {
    return written
  }
}
