import { checkJson } from './check-json.ts'
import { LIMITS } from './limits.ts'
import { stop } from './refused-input.ts'

/** One JSON document, held whole, within the limits and without keys that could be mistaken for something else. */
export async function parseJson(text: AsyncIterable<string>, source: string): Promise<unknown> {
  const parts: string[] = []
  let length = 0
  for await (const part of text) {
    length += part.length
    if (length > LIMITS.jsonBytes) {
      const was = `over ${LIMITS.jsonBytes} bytes`
      stop('file.too-large', { field: 'size', was, wanted: `at most ${LIMITS.jsonBytes}`, source })
    }
    parts.push(part)
  }
  const whole = parts.join('')
  const fault = checkJson(whole)
  if (fault !== null) {
    stop('file.json-invalid', { ...fault, source, row: lineAt(whole, fault.position) })
  }
  try {
    return JSON.parse(whole) as unknown
  } catch (error) {
    const was = error instanceof Error ? error.message : 'an error'
    const cut = /unexpected end|unterminated/i.test(was)
    const position = /at position (\d+)/.exec(was)?.[1]
    const row = position === undefined ? null : lineAt(whole, Number(position))
    return stop(cut ? 'file.truncated' : 'file.json-invalid', {
      field: 'JSON',
      was,
      wanted: 'one JSON document',
      source,
      row,
    })
  }
}

function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
