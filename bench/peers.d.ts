/** What is used of the peers that ship no types. Times in years, volatility and rate decimal. */
declare module 'black-scholes' {
  export function blackScholes(s: number, k: number, t: number, v: number, r: number, side: string): number
}
declare module 'greeks' {
  type Greek = (s: number, k: number, t: number, v: number, r: number, side: string, scale?: number) => number
  export const getDelta: Greek
  export const getGamma: Greek
  export const getVega: Greek
  export const getTheta: Greek
  export const getRho: Greek
}
declare module 'implied-volatility' {
  export function getImpliedVolatility(
    price: number,
    s: number,
    k: number,
    t: number,
    r: number,
    side: string,
  ): number
}
