/**
 * The normal density of a whole column without a call per row: exp(-e) = 2^-(n / 32) exp(r), n the nearest integer to
 * 32 e / ln 2, r what is left (|r| < 0.0109), exp(r) by a polynomial of degree 6 (relative error 2.3e-19). The 32nd roots of
 * two and the powers of one half come from tables; ln 2 / 32 is held in two parts, the first exact times any n that occurs
 * (Tang, "Table-driven implementation of the exponential function", 1989).
 */

const INV_SQRT_TWO_PI = 0.3989422804014327
const PER_32ND = 46.16624130844683
const LN2_32_HIGH = 0.021660849390173098
const LN2_32_LOW = 2.325192846878874e-12
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
const ROUNDING = 6_755_399_441_055_744
/** exp(-722) times 1 / sqrt(2 pi) is 1e-314: a density below it is written as 0. */
const EXPONENT_MAX = 722

/** (exp(r) - 1 - r) / r^2 by rising powers; a table, because V8 builds a literal double anew at every use. */
const TAIL = Float64Array.of(
  0.5,
  0.16666666666577892,
  0.0416666666665557,
  0.008333363009918092,
  0.0013888925984607509,
)
/** 2^(j / 32). */
const ROOTS = Float64Array.of(
  1.0,
  1.0218971486541166,
  1.0442737824274138,
  1.0671404006768237,
  1.0905077326652577,
  1.1143867425958924,
  1.1387886347566916,
  1.1637248587775775,
  1.189207115002721,
  1.215247359980469,
  1.241857812073484,
  1.2690509571917332,
  1.2968395546510096,
  1.3252366431597413,
  1.3542555469368927,
  1.383909881963832,
  Math.SQRT2,
  1.4451808069770467,
  1.4768261459394993,
  1.5091644275934228,
  1.5422108254079407,
  1.5759808451078865,
  1.6104903319492543,
  1.645755478153965,
  1.681792830507429,
  1.718619298122478,
  1.7562521603732995,
  1.7947090750031072,
  1.8340080864093424,
  1.8741676341103,
  1.9152065613971474,
  1.9571441241754002,
)
/** 2^-k / sqrt(2 pi), exact halvings. */
const POWERS = new Float64Array(1056)
for (let k = 0, power = INV_SQRT_TWO_PI; k < POWERS.length; k += 1, power *= 0.5) POWERS[k] = power

/**
 * out[i] = phi(distances[i] - shares[i] / 2) for i below `length`. Relative error below 1e-15 + z^2 1.2e-16 (the square is rounded), and 0 beyond
 * 38 deviations. `out` may be neither input.
 */
export function densityColumn(
  distances: Float64Array,
  shares: Float64Array,
  out: Float64Array,
  length: number,
): void {
  for (let i = 0; i < length; i += 1) {
    const z = distances[i] - 0.5 * shares[i]
    const e = 0.5 * z * z
    if (!(e < EXPONENT_MAX)) {
      out[i] = 0
      continue
    }
    const n = e * PER_32ND + ROUNDING - ROUNDING
    const r = n * LN2_32_HIGH - e + n * LN2_32_LOW
    const rr = r * r
    const tail = TAIL[0] + r * TAIL[1] + rr * (TAIL[2] + r * TAIL[3] + rr * TAIL[4])
    const k = n | 0
    out[i] = POWERS[(k + 31) >> 5] * (ROOTS[-k & 31] * (1 + (r + rr * tail)))
  }
}
