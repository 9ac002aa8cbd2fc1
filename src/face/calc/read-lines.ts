import { StringDecoder } from 'node:string_decoder'

/** A line, or the length at which a line without end was given up; one-based line numbers. */
export type LineRead =
  | { readonly kind: 'line'; readonly number: number; readonly text: string }
  | { readonly kind: 'too-long'; readonly number: number }

/** A chain of 10,000 strikes as one JSON line is about half of this. */
export const LINE_LENGTH_MAX = 4 * 1024 * 1024

/** Splits a byte stream into lines, holding at most one of them: a line longer than 4 Mi characters is given up, not kept. */
export async function* readLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<LineRead> {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let length = 0
  let skipping = false
  let number = 1
  const take = (piece: string): void => {
    length += piece.length
    if (length > LINE_LENGTH_MAX) {
      skipping = true
      parts = []
    }
    if (!skipping) parts.push(piece)
  }
  const finish = (): LineRead => {
    const text = parts.join('')
    const read: LineRead = skipping
      ? { kind: 'too-long', number }
      : { kind: 'line', number, text: text.endsWith('\r') ? text.slice(0, -1) : text }
    parts = []
    length = 0
    skipping = false
    number += 1
    return read
  }
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    let from = 0
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      take(text.slice(from, at))
      yield finish()
      from = at + 1
    }
    take(text.slice(from))
  }
  take(decoder.end())
  if (length > 0) yield finish()
}
