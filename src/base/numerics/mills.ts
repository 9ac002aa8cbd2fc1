/**
 * Mills' ratio of the normal distribution, R(z) = (1 - Phi(z)) / phi(z), and its differences.
 *
 * Option values are differences of Mills' ratios times one density, so whatever is accurate here stays accurate in the
 * far tail, where Phi itself has long lost its digits. With I(n, z) the integral over u from 0 to infinity of
 * u^n exp(-z u - u^2 / 2), which is positive: R = I(0), -R' = I(1) = 1 - z R, and
 * I(n + 1) = n I(n - 1) - z I(n) (repeated partial integration).
 */

const SQRT_TWO_PI = 2.5066282746310002
const RATIONAL_LIMIT = 40
/** Below this half-width the gap is summed as a series instead of subtracted. */
const SERIES_HALF_WIDTH = 0.25
/** The series' forward recursion amplifies rounding by sinh(a t) / (a t); this keeps it under ten. */
const SERIES_PRODUCT = 4

/**
 * Coefficients by rising powers of z^2: even part of the numerator, its odd part, even part of the denominator after its leading
 * 1, its odd part. They stand in a table because V8 builds a literal double anew at every use, which costs as much as the
 * arithmetic; from a table it is an operand in memory.
 */
// prettier-ignore
const RATIO = Float64Array.of(
  1.2533141373155001, 1.4913732845532326, 0.2456411646422333, 0.010298841019854147, 0.00009402016621970763,
  1.9439205310103644, 0.7269081266518678, 0.059440530633181804, 0.001236308394825912, 3.5018839558356685e-6,
  2.56410173645928, 0.7839112955427368, 0.06066983566573235, 0.0012398102789680362, 3.5018839558450655e-6,
  2.3489087399237323, 1.717353109527876, 0.2557519540682616, 0.010392861175505244, 0.00009402016621773585,
)
/** The same for the slope, whose even numerator starts with 1 too. */
// prettier-ignore
const SLOPE = Float64Array.of(
  0.8449000269382206, 0.10763405728985286, 0.003717834275348695, 0.000029577856475626814,
  1.2895357821776676, 0.35899713284150714, 0.023471789498509296, 0.0004136679925802216, 1.053814211050222e-6,
  3.031889780110065, 1.146731742306365, 0.11861007870637566, 0.0038065678332499793, 0.000029577856473745703,
  2.542849919493184, 2.242714606207595, 0.42697507727909706, 0.024706471067115144, 0.00041682943540291117,
  1.0538142110586746e-6,
)

/**
 * R(z) for any z > -38; relative error below 2e-15 for z >= 0 and below 1e-13 down to -37.5. Tends to 1 / z.
 * For z >= 0 a minimax rational of degrees 9 and 10 (relative error 5.4e-17 on [0, 40]; Remez exchange at 60 digits);
 * all coefficients are positive, so evaluation loses nothing, and
 * even and odd powers run side by side, which halves the chain of dependent operations.
 */
export function millsRatio(z: number): number {
  if (z < 0) return SQRT_TWO_PI * Math.exp(0.5 * z * z) - millsRatio(-z)
  return z > RATIONAL_LIMIT ? millsRatioFar(z) : millsRatioInside(z)
}

/** R(z) for 0 <= z <= 40 only: without a branch, for loops over columns. */
export function millsRatioInside(z: number): number {
  const w = z * z
  const pEven = RATIO[0] + w * (RATIO[1] + w * (RATIO[2] + w * (RATIO[3] + w * RATIO[4])))
  const pOdd = RATIO[5] + w * (RATIO[6] + w * (RATIO[7] + w * (RATIO[8] + w * RATIO[9])))
  const qEven = 1 + w * (RATIO[10] + w * (RATIO[11] + w * (RATIO[12] + w * (RATIO[13] + w * RATIO[14]))))
  const qOdd = RATIO[15] + w * (RATIO[16] + w * (RATIO[17] + w * (RATIO[18] + w * RATIO[19])))
  return (pEven + z * pOdd) / (qEven + z * qOdd)
}

/**
 * -R'(z) = 1 - z R(z) for z >= 0, without that subtraction's cancellation. Tends to 1 / z^2.
 * A minimax rational of degrees 9 and 11 on [0, 40], relative error 7.9e-17, all coefficients positive.
 */
export function millsSlope(z: number): number {
  return z > RATIONAL_LIMIT ? millsSlopeFar(z) : millsSlopeInside(z)
}

/** -R'(z) for 0 <= z <= 40 only, without a branch. */
export function millsSlopeInside(z: number): number {
  const w = z * z
  const pEven = 1 + w * (SLOPE[0] + w * (SLOPE[1] + w * (SLOPE[2] + w * SLOPE[3])))
  const pOdd = SLOPE[4] + w * (SLOPE[5] + w * (SLOPE[6] + w * (SLOPE[7] + w * SLOPE[8])))
  const qEven = 1 + w * (SLOPE[9] + w * (SLOPE[10] + w * (SLOPE[11] + w * (SLOPE[12] + w * SLOPE[13]))))
  const qOdd =
    SLOPE[14] + w * (SLOPE[15] + w * (SLOPE[16] + w * (SLOPE[17] + w * (SLOPE[18] + w * SLOPE[19]))))
  return (pEven + z * pOdd) / (qEven + z * qOdd)
}

/**
 * R(a - t) - R(a + t) for a >= 0, t >= 0 and a - t > -37, without cancellation: relative error below 2e-14 for a <= 8
 * and below 2e-13 for a <= 38. Multiplied by phi(a - t) and the smaller of forward and strike it is an out-of-the-money
 * option's undiscounted value, where a = |ln(F / K)| / s, t = s / 2, s = volatility * sqrt(years).
 */
export function millsGap(a: number, t: number): number {
  if (t < SERIES_HALF_WIDTH && a * t < SERIES_PRODUCT) return gapSeries(a, t)
  return millsRatio(a - t) - millsRatio(a + t)
}

/**
 * 2 [I(1) t + I(3) t^3 / 3! + I(5) t^5 / 5! + ...], every term positive. Two steps of the recursion at once,
 * I(n + 2) = (2 n + 1 + a^2) I(n) - n (n - 1) I(n - 2), keep to odd orders, so that one rational starts them all.
 */
function gapSeries(a: number, t: number): number {
  const tt = t * t
  const aa = a * a
  const i1 = millsSlope(a)
  const i3 = (3 + aa) * i1 - 1
  const i5 = (7 + aa) * i3 - 6 * i1
  let sum = i1 + tt * (i3 * (1 / 6) + tt * (i5 * (1 / 120)))
  // The term of order 2 n + 1 is below tt^n / (1 3 5 ... 2 n + 1) of the first.
  if (tt > 1e-5) {
    const i7 = (11 + aa) * i5 - 20 * i3
    const i9 = (15 + aa) * i7 - 42 * i5
    const t6 = tt * tt * tt
    sum += t6 * (i7 * (1 / 5040) + tt * (i9 * (1 / 362_880)))
    if (tt > 1e-3) {
      const i11 = (19 + aa) * i9 - 72 * i7
      const i13 = (23 + aa) * i11 - 110 * i9
      const i15 = (27 + aa) * i13 - 156 * i11
      sum +=
        t6 *
        tt *
        tt *
        (i11 * (1 / 39_916_800) + tt * (i13 * (1 / 6_227_020_800) + tt * (i15 * (1 / 1_307_674_368_000))))
    }
  }
  return 2 * t * sum
}

/** Asymptotic series; at z = 40 the first term left out is 5e-18, and 8e-17 for the slope. */
function millsRatioFar(z: number): number {
  const w = 1 / (z * z)
  return (1 - w * (1 - w * (3 - w * (15 - w * (105 - w * (945 - w * 10_395)))))) / z
}

function millsSlopeFar(z: number): number {
  const w = 1 / (z * z)
  return w * (1 - w * (3 - w * (15 - w * (105 - w * (945 - w * (10_395 - w * 135_135))))))
}
