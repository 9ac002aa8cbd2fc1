import type { Decoded, DecodeContext, NumberLocale } from '../../market/quote/decoder.ts'
import { chooseDecoder } from './choose-decoder.ts'
import { LIMITS } from './limits.ts'
import type { Member } from './members.ts'
import { parseJson } from './parse-json.ts'
import { splitRows } from './split-rows.ts'
import { textChunks } from './text-chunks.ts'

export interface DecodedMember {
  readonly format: string
  readonly decoded: Decoded
  /** What has to be said of the text itself. */
  readonly warnings: readonly string[]
}

/** Recognises and decodes one text. Tables are streamed; only JSON is held whole. */
export async function decodeMember(
  member: Member,
  format: string | null,
  locale: NumberLocale,
): Promise<DecodedMember> {
  const text = textChunks(member.chunks, member.source)
  const start = await readHead(text)
  const head = { name: member.name, archive: member.archive, text: start.slice(0, LIMITS.headCharacters) }
  const decoder = chooseDecoder(head, format, locale, member.source)
  const context: DecodeContext = { source: member.source, head, locale }
  const all = concatenated(start, text)
  if (decoder.shape === 'json') {
    const decoded = decoder.decode(await parseJson(all, member.source), context)
    return { format: decoder.id, decoded, warnings: [] }
  }
  const delimiter = locale.delimiter === ',' ? (decoder.delimiter ?? ',') : locale.delimiter
  const sink = decoder.start(context)
  const warnings = await splitRows(all, sink, { delimiter, source: member.source, head: head.text })
  return { format: decoder.id, decoded: sink.finish(), warnings: member.checked ? [] : warnings }
}

async function readHead(text: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (head.length < LIMITS.headCharacters) {
    const next = await text.next()
    if (next.done === true) break
    head += next.value
  }
  return head
}

async function* concatenated(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
