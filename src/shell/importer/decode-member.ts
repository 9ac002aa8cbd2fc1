import type { Decoded, DecodeContext, Decoder, NumberLocale } from '../../market/quote/decoder.ts'
import { chooseDecoder } from './choose-decoder.ts'
import { LIMITS } from './limits.ts'
import type { Member } from './members.ts'
import { stop } from './refused-input.ts'
import { splitRows } from './split-rows.ts'
import { textChunks } from './text-chunks.ts'

export interface DecodedMember {
  readonly format: string
  readonly decoded: Decoded
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
  const decoded =
    decoder.shape === 'json'
      ? decoder.decode(await parseJson(all, member.source), context)
      : await decodeTable(decoder, all, context)
  return { format: decoder.id, decoded }
}

async function decodeTable(
  decoder: Extract<Decoder, { readonly shape: 'table' }>,
  text: AsyncIterable<string>,
  context: DecodeContext,
): Promise<Decoded> {
  const { locale } = context
  const delimiter = locale.delimiter === ',' ? (decoder.delimiter ?? ',') : locale.delimiter
  const sink = decoder.start(context)
  await splitRows(text, sink, delimiter, context.source)
  return sink.finish()
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

async function parseJson(text: AsyncIterable<string>, source: string): Promise<unknown> {
  const parts: string[] = []
  let length = 0
  for await (const part of text) {
    length += part.length
    if (length > LIMITS.jsonBytes) {
      const limits = { was: `over ${LIMITS.jsonBytes} bytes`, wanted: `at most ${LIMITS.jsonBytes}` }
      stop('file.too-large', { field: 'size', ...limits, source })
    }
    parts.push(part)
  }
  const whole = parts.join('')
  // Such keys mean nothing in any vendor's data, and something to a careless reader of objects.
  const hostile = /"(?:__proto__|constructor|prototype)"\s*:/.exec(whole)
  if (hostile !== null) {
    stop('file.json-invalid', { field: 'key', was: hostile[0], wanted: "the vendor's own keys", source })
  }
  try {
    return JSON.parse(whole) as unknown
  } catch (error) {
    const cut = /unexpected end|unterminated/i.test(String(error))
    const code = cut ? 'file.truncated' : 'file.json-invalid'
    return stop(code, {
      field: 'JSON',
      was: error instanceof Error ? error.message : 'an error',
      wanted: 'one JSON document',
      source,
    })
  }
}
