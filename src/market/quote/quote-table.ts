/**
 * Decoded option quotes as flat columns, one row per option and instant, in file order. What a decoder fills; what
 * `accept-quotes` judges; what `assemble-chains` turns into expiry slices.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionalColumn } from './chain.ts'

export interface QuoteTable {
  readonly count: number
  /** Distinct option roots; `rootIndex` points here. */
  readonly roots: readonly string[]
  readonly underlyings: readonly string[]
  readonly rootIndex: Uint16Array
  readonly underlyingIndex: Uint16Array
  /** Days since 1970-01-01. */
  readonly expirationDay: Int32Array
  readonly strikes_points: Float64Array
  /** CALL or PUT of `base/vocabulary/option-right`. */
  readonly rights: Uint8Array
  /** Epoch milliseconds of each quote. */
  readonly quotedAt: Float64Array
  readonly bids_points: OptionalColumn
  readonly asks_points: OptionalColumn
  readonly bidSizes: OptionalColumn
  readonly askSizes: OptionalColumn
  readonly volumes: OptionalColumn
  readonly openInterests: OptionalColumn
  readonly vendorVols: OptionalColumn
  /** One-based line in the file. */
  readonly lines: Int32Array
}

/** A row on its way in. Null is missing: never write 0 for a blank. All numbers must be finite. */
export interface QuoteRow {
  readonly underlying: string
  readonly root: string
  readonly expirationDay: number
  readonly strike_points: number
  readonly right: number
  readonly quotedAt: number
  readonly bid_points: number | null
  readonly ask_points: number | null
  readonly bidSize: number | null
  readonly askSize: number | null
  readonly volume: number | null
  readonly openInterest: number | null
  readonly vendorVol: number | null
  readonly line: number
}

const OPTIONAL = ['bids', 'asks', 'bidSizes', 'askSizes', 'volumes', 'openInterests', 'vendorVols'] as const
type OptionalName = (typeof OPTIONAL)[number]

/** Grows columns by doubling; `finish` cuts them to length. */
export class QuoteTableBuilder {
  #capacity = 1024
  #count = 0
  readonly #roots = new Map<string, number>()
  readonly #underlyings = new Map<string, number>()
  #rootIndex = new Uint16Array(1024)
  #underlyingIndex = new Uint16Array(1024)
  #expirationDay = new Int32Array(1024)
  #strikes = new Float64Array(1024)
  #rights = new Uint8Array(1024)
  #quotedAt = new Float64Array(1024)
  #lines = new Int32Array(1024)
  readonly #values = Object.fromEntries(OPTIONAL.map((name) => [name, new Float64Array(1024)])) as Record<
    OptionalName,
    Float64Array
  >
  readonly #present = Object.fromEntries(OPTIONAL.map((name) => [name, new Uint8Array(1024)])) as Record<
    OptionalName,
    Uint8Array
  >

  get count(): number {
    return this.#count
  }

  add(row: QuoteRow): void {
    if (this.#count === this.#capacity) this.#grow()
    const i = this.#count
    this.#rootIndex[i] = intern(this.#roots, row.root)
    this.#underlyingIndex[i] = intern(this.#underlyings, row.underlying)
    this.#expirationDay[i] = row.expirationDay
    this.#strikes[i] = row.strike_points
    this.#rights[i] = row.right
    this.#quotedAt[i] = row.quotedAt
    this.#lines[i] = row.line
    this.#set('bids', i, row.bid_points)
    this.#set('asks', i, row.ask_points)
    this.#set('bidSizes', i, row.bidSize)
    this.#set('askSizes', i, row.askSize)
    this.#set('volumes', i, row.volume)
    this.#set('openInterests', i, row.openInterest)
    this.#set('vendorVols', i, row.vendorVol)
    this.#count += 1
  }

  finish(): QuoteTable {
    const n = this.#count
    const optional = (name: OptionalName): OptionalColumn => ({
      values: this.#values[name].slice(0, n),
      present: this.#present[name].slice(0, n),
    })
    return {
      count: n,
      roots: [...this.#roots.keys()],
      underlyings: [...this.#underlyings.keys()],
      rootIndex: this.#rootIndex.slice(0, n),
      underlyingIndex: this.#underlyingIndex.slice(0, n),
      expirationDay: this.#expirationDay.slice(0, n),
      strikes_points: this.#strikes.slice(0, n),
      rights: this.#rights.slice(0, n),
      quotedAt: this.#quotedAt.slice(0, n),
      lines: this.#lines.slice(0, n),
      bids_points: optional('bids'),
      asks_points: optional('asks'),
      bidSizes: optional('bidSizes'),
      askSizes: optional('askSizes'),
      volumes: optional('volumes'),
      openInterests: optional('openInterests'),
      vendorVols: optional('vendorVols'),
    }
  }

  #set(name: OptionalName, i: number, value: number | null): void {
    if (value === null) {
      this.#present[name][i] = 0
      return
    }
    assert(Number.isFinite(value), 'a decoder must refuse a number that is not finite', { name, value })
    this.#values[name][i] = value
    this.#present[name][i] = 1
  }

  #grow(): void {
    this.#capacity *= 2
    const size = this.#capacity
    this.#rootIndex = enlarge(this.#rootIndex, new Uint16Array(size))
    this.#underlyingIndex = enlarge(this.#underlyingIndex, new Uint16Array(size))
    this.#expirationDay = enlarge(this.#expirationDay, new Int32Array(size))
    this.#strikes = enlarge(this.#strikes, new Float64Array(size))
    this.#rights = enlarge(this.#rights, new Uint8Array(size))
    this.#quotedAt = enlarge(this.#quotedAt, new Float64Array(size))
    this.#lines = enlarge(this.#lines, new Int32Array(size))
    for (const name of OPTIONAL) {
      this.#values[name] = enlarge(this.#values[name], new Float64Array(size))
      this.#present[name] = enlarge(this.#present[name], new Uint8Array(size))
    }
  }
}

function intern(index: Map<string, number>, name: string): number {
  const known = index.get(name)
  if (known !== undefined) return known
  const next = index.size
  assert(next < 65_536, 'more than 65,536 roots in one file', { name })
  index.set(name, next)
  return next
}

function enlarge<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
