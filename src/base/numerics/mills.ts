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
 * R(z) for any z > -38; relative error below 2e-15 for z >= 0 and below 1e-13 down to -37.5. Tends to 1 / z.
 * For z >= 0 a minimax rational of degrees 9 and 10 (relative error 5.4e-17 on [0, 40]; Remez exchange at 60 digits);
 * all coefficients are positive, so evaluation loses nothing.
 */
export function millsRatio(z: number): number {
  if (z < 0) return SQRT_TWO_PI * Math.exp(0.5 * z * z) - millsRatio(-z)
  if (z > RATIONAL_LIMIT) return millsRatioFar(z)
  const p =
    1.2533141373155001837 +
    z *
      (1.9439205310103644826 +
        z *
          (1.4913732845532325118 +
            z *
              (0.72690812665186778957 +
                z *
                  (0.24564116464223329706 +
                    z *
                      (0.059440530633181800639 +
                        z *
                          (0.010298841019854146688 +
                            z *
                              (0.001236308394825912 +
                                z * (0.000094020166219707626381 + z * 3.5018839558356685289e-6))))))))
  const q =
    1 +
    z *
      (2.348908739923732209 +
        z *
          (2.5641017364592802732 +
            z *
              (1.7173531095278760321 +
                z *
                  (0.78391129554273671192 +
                    z *
                      (0.25575195406826159594 +
                        z *
                          (0.06066983566573235207 +
                            z *
                              (0.010392861175505243417 +
                                z *
                                  (0.0012398102789680362338 +
                                    z * (0.000094020166217735843861 + z * 3.5018839558450654811e-6)))))))))
  return p / q
}

/**
 * -R'(z) = 1 - z R(z) for z >= 0, without that subtraction's cancellation. Tends to 1 / z^2.
 * A minimax rational of degrees 9 and 11 on [0, 40], relative error 7.9e-17, all coefficients positive.
 */
export function millsSlope(z: number): number {
  if (z > RATIONAL_LIMIT) return millsSlopeFar(z)
  const p =
    1.0000000000000000786 +
    z *
      (1.2895357821776675791 +
        z *
          (0.84490002693822067506 +
            z *
              (0.35899713284150715102 +
                z *
                  (0.10763405728985285753 +
                    z *
                      (0.023471789498509296123 +
                        z *
                          (0.0037178342753486948254 +
                            z *
                              (0.00041366799258022164096 +
                                z * (0.000029577856475626815081 + z * 1.0538142110502220862e-6))))))))
  const q =
    1 +
    z *
      (2.5428499194931840398 +
        z *
          (3.0318897801100650201 +
            z *
              (2.2427146062075951319 +
                z *
                  (1.1467317423063649564 +
                    z *
                      (0.42697507727909703844 +
                        z *
                          (0.11861007870637566481 +
                            z *
                              (0.024706471067115143903 +
                                z *
                                  (0.0038065678332499794145 +
                                    z *
                                      (0.00041682943540291116955 +
                                        z *
                                          (0.000029577856473745703941 + z * 1.053814211058674481e-6))))))))))
  return p / q
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

/** 2 [I(1) t + I(3) t^3 / 3! + I(5) t^5 / 5! + ...], every term positive. */
function gapSeries(a: number, t: number): number {
  const tt = t * t
  const i0 = millsRatio(a)
  const i1 = millsSlope(a)
  const i2 = i0 - a * i1
  const i3 = 2 * i1 - a * i2
  const i4 = 3 * i2 - a * i3
  const i5 = 4 * i3 - a * i4
  let sum = i1 + tt * (i3 * (1 / 6) + tt * (i5 * (1 / 120)))
  // The next term is below tt^3 / 105 of the first; in index options it is already below rounding.
  if (tt > 1e-5) {
    const i6 = 5 * i4 - a * i5
    const i7 = 6 * i5 - a * i6
    const i8 = 7 * i6 - a * i7
    const i9 = 8 * i7 - a * i8
    sum += tt * tt * tt * (i7 * (1 / 5040) + tt * (i9 * (1 / 362_880)))
    if (tt > 1e-3) {
      const i10 = 9 * i8 - a * i9
      const i11 = 10 * i9 - a * i10
      const i12 = 11 * i10 - a * i11
      const i13 = 12 * i11 - a * i12
      const i14 = 13 * i12 - a * i13
      const i15 = 14 * i13 - a * i14
      const t10 = tt * tt * tt * tt * tt
      sum += t10 * (i11 / 39_916_800 + tt * (i13 / 6_227_020_800 + tt * (i15 / 1_307_674_368_000)))
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
