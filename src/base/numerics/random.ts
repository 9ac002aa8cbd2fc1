/**
 * Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * 2011). Draw k of a stream is a function of (seed, stream, k) and of nothing else, so task k of a sweep sees the same numbers
 * on any worker, in any order.
 */
import { assert } from '../vocabulary/assert.ts'

const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85
const ROUNDS = 10
const TWO_32 = 4_294_967_296

/** Upper 32 bits of an unsigned 32 x 32 product, from four 16 x 16 products that each fit into 32. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = ((Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16)) >>> 0
  const carry = ((Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff)) >>> 0
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) >>> 0
}

/** One block: four random words from a 128-bit counter and a 64-bit key. `out` may be `counter`. */
export function philox4x32(counter: Uint32Array, key0: number, key1: number, out: Uint32Array): void {
  let c0 = counter[0]
  let c1 = counter[1]
  let c2 = counter[2]
  let c3 = counter[3]
  let k0 = key0 >>> 0
  let k1 = key1 >>> 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const high0 = mulHigh(MULTIPLIER_0, c0)
    const low0 = Math.imul(MULTIPLIER_0, c0)
    const high1 = mulHigh(MULTIPLIER_1, c2)
    const low1 = Math.imul(MULTIPLIER_1, c2)
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1 >>> 0
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0 >>> 0
    k0 = (k0 + WEYL_0) >>> 0
    k1 = (k1 + WEYL_1) >>> 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}

export interface Random {
  nextUint32(): number
  /** Strictly inside (0, 1), 52 random bits: (k + 1/2) / 2^52. Takes two words. */
  nextUniform(): number
  /** N(0, 1) by Box and Muller's transform, both of its normals used; a pair takes two uniforms. */
  nextNormal(): number
}

/** A stream of its own for every (seed, stream), both whole numbers from 0 to 2^53 - 1. */
export function createRandom(options: { readonly seed: number; readonly stream: number }): Random {
  const { seed, stream } = options
  assert(Number.isSafeInteger(seed) && seed >= 0, 'a seed must be a whole number >= 0', { seed })
  assert(Number.isSafeInteger(stream) && stream >= 0, 'a stream must be a whole number >= 0', { stream })
  const key0 = seed % TWO_32
  const key1 = Math.floor(seed / TWO_32)
  // Words 0 and 1 count blocks, words 2 and 3 hold the stream.
  const counter = Uint32Array.of(0, 0, stream % TWO_32, Math.floor(stream / TWO_32))
  const block = new Uint32Array(4)
  let used = 4
  let spare = 0
  let hasSpare = false

  const nextUint32 = (): number => {
    if (used === 4) {
      philox4x32(counter, key0, key1, block)
      counter[0] += 1
      if (counter[0] === 0) counter[1] += 1
      used = 0
    }
    const word = block[used]
    used += 1
    return word
  }
  const nextUniform = (): number => {
    const high = nextUint32() >>> 6
    const low = nextUint32() >>> 6
    return (high * 67_108_864 + low + 0.5) / 4_503_599_627_370_496
  }
  const nextNormal = (): number => {
    if (hasSpare) {
      hasSpare = false
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(nextUniform()))
    const angle = 2 * Math.PI * nextUniform()
    spare = radius * Math.sin(angle)
    hasSpare = true
    return radius * Math.cos(angle)
  }
  return { nextUint32, nextUniform, nextNormal }
}
