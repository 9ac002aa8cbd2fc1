/** What reads a file of a pool: like the decoders of quotes, with the terms of the pool beside the text. */
import type { DecodeContext, FileHead } from '../quote/decoder.ts'
import type { DecodedPool, PoolTerms } from './pool-history.ts'

interface PoolDecoderBase {
  readonly id: string
  readonly title: string
  /** 0 = certainly not, 1 = certainly. */
  sniff(head: FileHead): number
}

export interface PoolRowSink {
  row(fields: readonly string[], line: number): void
  finish(): DecodedPool
}

export interface PoolTableDecoder extends PoolDecoderBase {
  readonly shape: 'table'
  start(context: DecodeContext, terms: PoolTerms): PoolRowSink
}

export interface PoolJsonDecoder extends PoolDecoderBase {
  readonly shape: 'json'
  decode(document: unknown, context: DecodeContext, terms: PoolTerms): DecodedPool
}

export type PoolDecoder = PoolTableDecoder | PoolJsonDecoder
