/**
 * High-precision arithmetic for tests: fixed-point numbers as BigInt with a chosen number of fractional bits. Slow, simple, and
 * written from the definitions, so that it shares nothing with the code it judges: exp by Taylor series, ln by Newton's method
 * on exp, Phi by its power series near zero and by Laplace's continued fraction in the tails.
 */
export type Fixed = bigint

/** Below it the power series is shorter than the continued fraction. */
const SERIES_LIMIT = 12n

export class FixedPoint {
  readonly bits: bigint
  readonly one: Fixed
  readonly #ln2: Fixed
  readonly pi: Fixed
  readonly #rootTwoPi: Fixed

  constructor(bits: number) {
    this.bits = BigInt(bits)
    this.one = 1n << this.bits
    const atanhInverse = (n: bigint): Fixed => this.#inverseSeries(n, 1n)
    this.#ln2 = 18n * atanhInverse(26n) - 2n * atanhInverse(4801n) + 8n * atanhInverse(8749n)
    // Machin: pi = 16 atan(1/5) - 4 atan(1/239).
    this.pi = 16n * this.#inverseSeries(5n, -1n) - 4n * this.#inverseSeries(239n, -1n)
    this.#rootTwoPi = this.sqrt(2n * this.pi)
  }

  /** Sum of sign^k / ((2k + 1) n^(2k + 1)): atanh(1/n) or atan(1/n). */
  #inverseSeries(n: bigint, sign: bigint): Fixed {
    let power = this.one / n
    let total = 0n
    let s = 1n
    for (let k = 1n; power !== 0n; k += 2n) {
      total += (s * power) / k
      power /= n * n
      s *= sign
    }
    return total
  }

  /** The exact value of a double (bits below the last fractional bit are dropped). */
  from(value: number): Fixed {
    if (value === 0) return 0n
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, value)
    const raw = view.getBigUint64(0)
    const field = (raw >> 52n) & 0x7ffn
    const fraction = raw & 0xfffffffffffffn
    const mantissa = field === 0n ? fraction : fraction | (1n << 52n)
    const shift = (field === 0n ? 1n : field) - 1075n + this.bits
    const magnitude = shift >= 0n ? mantissa << shift : mantissa >> -shift
    return raw >> 63n ? -magnitude : magnitude
  }

  /** Nearest double, to within an ulp. */
  number(value: Fixed): number {
    if (value < 0n) return -this.number(-value)
    const length = value.toString(2).length
    const drop = Math.max(0, length - 64)
    const exponent = drop - Number(this.bits)
    const head = Number(value >> BigInt(drop))
    // Two steps, so that a subnormal result does not underflow on the way.
    const half = Math.trunc(exponent / 2)
    return head * 2 ** half * 2 ** (exponent - half)
  }

  mul(a: Fixed, b: Fixed): Fixed {
    return (a * b) >> this.bits
  }

  div(a: Fixed, b: Fixed): Fixed {
    return (a << this.bits) / b
  }

  sqrt(a: Fixed): Fixed {
    const target = a << this.bits
    if (target === 0n) return 0n
    let x = 1n << BigInt((target.toString(2).length + 1) >> 1)
    for (;;) {
      const next = (x + target / x) >> 1n
      if (next >= x) return x
      x = next
    }
  }

  exp(x: Fixed): Fixed {
    const k = x / this.#ln2
    const reduced = (x - k * this.#ln2) >> 8n
    let term = this.one
    let total = this.one
    for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
      term = this.mul(term, reduced) / n
      total += term
    }
    for (let i = 0; i < 8; i += 1) total = this.mul(total, total)
    return k >= 0n ? total << k : total >> -k
  }

  ln(x: Fixed): Fixed {
    const shift = BigInt(x.toString(2).length) - this.bits
    const scaled = shift >= 0n ? x >> shift : x << -shift
    let y = this.from(Math.log(this.number(scaled)))
    for (let i = 0; i < 5; i += 1) {
      const e = this.exp(y)
      const step = this.div(2n * (scaled - e), scaled + e)
      y += step
      if (step === 0n) break
    }
    return y + shift * this.#ln2
  }

  density(x: Fixed): Fixed {
    return this.div(this.exp(-this.mul(x, x) / 2n), this.#rootTwoPi)
  }

  /** Phi(x). */
  cdf(x: Fixed): Fixed {
    if (x > 0n) return this.one - this.cdf(-x)
    return -x > SERIES_LIMIT * this.one ? this.#tail(-x) : this.#centre(x)
  }

  /** 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...). */
  #centre(x: Fixed): Fixed {
    const square = this.mul(x, x)
    let term = x
    let total = x
    for (let k = 3n; term !== 0n && term !== -1n; k += 2n) {
      term = this.mul(term, square) / k
      total += term
    }
    return this.one / 2n + this.mul(this.density(x), total)
  }

  /** phi(x) / (x + 1 / (x + 2 / (x + 3 / ...))), evaluated from far inside. */
  #tail(x: Fixed): Fixed {
    const reach = (Number(this.bits) * 0.7) / (2.6 * this.number(x))
    const depth = Math.ceil(reach * reach) + 40
    let value = x
    for (let n = depth; n >= 1; n -= 1) value = x + this.div(BigInt(n) * this.one, value)
    return this.div(this.density(x), value)
  }
}
