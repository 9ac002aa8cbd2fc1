import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { DecodeContext, FileHead } from '../../market/quote/decoder.ts'
import { POOL_DECODERS } from '../../market/pool-history/formats.ts'
import type { PoolDecoder } from '../../market/pool-history/pool-decoder.ts'
import type { DecodedPool, PoolHistory, PoolTerms } from '../../market/pool-history/pool-history.ts'
import { poolTerms, type StatedTerms } from '../../market/pool-history/pool-terms.ts'
import { referencePrices } from '../../market/pool-history/reference-prices.ts'
import { LIMITS } from './limits.ts'
import { type Member, membersOf } from './members.ts'
import { DEFAULT_LOCALE } from './number-locale.ts'
import { parseJson } from './parse-json.ts'
import { RefusedInput, stop } from './refused-input.ts'
import { splitRows } from './split-rows.ts'
import { textChunks } from './text-chunks.ts'

export interface PoolFileOptions {
  readonly terms: StatedTerms
  /** Takes the good rows of a file that holds bad ones. */
  readonly allowPartial: boolean
}

export interface PoolFile {
  readonly path: string
  readonly format: string
  readonly terms: PoolTerms
  readonly history: PoolHistory
  readonly refusedRows: number
}

/** Reads the history of a pool: plain, gz or zip (one member), the layout recognised by content. */
export async function readPoolFile(path: string, options: PoolFileOptions): Promise<Result<PoolFile>> {
  return read(path, POOL_DECODERS, options)
}

/** Reads prices from outside the pool: `time,price`. */
export async function readReferenceFile(path: string, allowPartial: boolean): Promise<Result<PoolFile>> {
  const terms = { decimals0: null, decimals1: null, riskyToken: null, fee: null }
  return read(path, [referencePrices], { terms, allowPartial })
}

async function read(
  path: string,
  decoders: readonly PoolDecoder[],
  options: PoolFileOptions,
): Promise<Result<PoolFile>> {
  try {
    let file: PoolFile | null = null
    for await (const member of membersOf(path)) {
      if (file !== null) {
        stop('file.bad-archive', { field: 'members', was: 'several', wanted: 'one pool file', source: path })
      }
      file = await readMember(path, member, decoders, options)
    }
    return file === null
      ? stop('file.empty', { field: 'members', was: 'none', wanted: 'a pool file', source: path })
      : accepted(file)
  } catch (error) {
    if (error instanceof RefusedInput) return refused(error.refusal)
    throw error
  }
}

async function readMember(
  path: string,
  member: Member,
  decoders: readonly PoolDecoder[],
  options: PoolFileOptions,
): Promise<PoolFile> {
  const { source, name, archive } = member
  const text = textChunks(member.chunks, source)
  const parts: string[] = []
  let length = 0
  while (length < LIMITS.headCharacters) {
    const next = await text.next()
    if (next.done === true) break
    parts.push(next.value)
    length += next.value.length
  }
  const start = parts.join('')
  const head: FileHead = { name, archive, text: start.slice(0, LIMITS.headCharacters) }
  const decoder = choose(head, decoders, source)
  const terms = poolTerms(name, options.terms)
  const context: DecodeContext = { source, head, locale: DEFAULT_LOCALE }
  const all = resumed(start, text)
  let decoded: DecodedPool
  let warnings: readonly string[] = []
  if (decoder.shape === 'json') {
    decoded = decoder.decode(await parseJson(all, source), context, terms)
  } else {
    const sink = decoder.start(context, terms)
    warnings = await splitRows(all, sink, { delimiter: ',', source, head: head.text })
    decoded = sink.finish()
  }
  return judged(path, decoder.id, terms, decoded, warnings, options.allowPartial)
}

function judged(
  path: string,
  format: string,
  terms: PoolTerms,
  { history, refusals }: DecodedPool,
  warnings: readonly string[],
  allowPartial: boolean,
): PoolFile {
  const first = refusals.first[0]
  if (first !== undefined && (history === null || !allowPartial)) {
    const more = refusals.total - 1
    const rest = more > 0 ? ` ${more} more rows are refused.` : ''
    const whole = history === null ? '' : ' Or take the good rows with --allow-partial.'
    throw new RefusedInput({ ...first, fix: `${first.fix}${rest}${whole}` })
  }
  if (history === null) {
    return stop('file.empty', { field: 'rows', was: 'none', wanted: 'at least one row', source: path })
  }
  const whole = { ...history, warnings: [...history.warnings, ...warnings] }
  return { path, format, terms, history: whole, refusedRows: refusals.total }
}

function choose(head: FileHead, decoders: readonly PoolDecoder[], source: string): PoolDecoder {
  if (head.text.startsWith('version https://git-lfs')) {
    stop('file.lfs-pointer', { field: 'content', was: 'a pointer', wanted: 'the data itself', source })
  }
  const best = decoders
    .map((decoder) => ({ decoder, score: decoder.sniff(head) }))
    .reduce((a, b) => (b.score > a.score ? b : a))
  if (best.score > 0.5) return best.decoder
  const line = head.text.split(/\r?\n/).find((text) => text.trim() !== '') ?? ''
  return stop('file.unknown-format', {
    field: 'content',
    was: line,
    wanted: `one of: ${decoders.map((decoder) => decoder.title).join('; ')}`,
    source,
    fix: 'See docs/concepts/pools.md for the layouts of pool data.',
  })
}

async function* resumed(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
