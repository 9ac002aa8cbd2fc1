/**
 * Runs a decoder on a text or a fixture without the importer: for tests of decoders alone. Splitting is done with the
 * same library and options as a plain table needs; the importer has its own tests.
 */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Decoded, Decoder, FileHead, NumberLocale } from '../../src/market/quote/decoder.ts'
import { membersOf } from '../../src/shell/importer/members.ts'
import { textChunks } from '../../src/shell/importer/text-chunks.ts'

const fixtures = path.resolve(import.meta.dirname, '..', 'import')
const HEAD_LENGTH = 65_536

export interface TextFile {
  readonly name: string
  readonly text: string
  readonly archive?: string | null
  readonly source?: string
  readonly locale?: NumberLocale
}

export function headOf(file: TextFile): FileHead {
  const text = file.text.replace(/^\uFEFF/, '').slice(0, HEAD_LENGTH)
  return { name: file.name, archive: file.archive ?? null, text }
}

export function decodeText(decoder: Decoder, file: TextFile): Decoded {
  const locale = file.locale ?? { decimal: '.', delimiter: ',' }
  const context = { source: file.source ?? file.name, head: headOf(file), locale }
  const text = file.text.replace(/^\uFEFF/, '')
  if (decoder.shape === 'json') return decoder.decode(JSON.parse(text), context)
  const sink = decoder.start(context)
  const records = parse(text, {
    delimiter: decoder.delimiter ?? locale.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[]
  for (const { record, info } of records) sink.row(record, info.lines)
  return sink.finish()
}

/** A fixture under `test/import`, such as `ok/orats/strikes.csv`. */
export function fixture(relative: string): TextFile {
  const file = path.join(fixtures, relative)
  return { name: path.basename(file), text: fs.readFileSync(file, 'utf8'), source: relative }
}

/** The decoded file, which must be of the kind asked for. */
export function expectKind<K extends Decoded['kind']>(
  decoded: Decoded,
  kind: K,
): Extract<Decoded, { readonly kind: K }> {
  if (decoded.kind !== kind)
    throw new Error(`decoded ${kind} wanted: ${JSON.stringify(decoded).slice(0, 500)}`)
  return decoded as Extract<Decoded, { readonly kind: K }>
}

/** Members of a zip as texts, opened as the importer opens them. */
export async function readZipTexts(file: string): Promise<readonly TextFile[]> {
  const members: TextFile[] = []
  for await (const { name, archive, source, chunks } of membersOf(file)) {
    let text = ''
    for await (const chunk of textChunks(chunks, source)) text += chunk
    members.push({ name, archive, source, text })
  }
  return members
}
