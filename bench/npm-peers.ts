/**
 * The npm packages that price European options, each called as its own documentation shows. All take spot, strike, years,
 * volatility and rate; none takes a column, a forward or a dividend.
 */
import { BlackScholes } from '@uqee/black-scholes'
import { blackScholes } from 'black-scholes'
import { getDelta, getGamma, getRho, getTheta, getVega } from 'greeks'
import { getImpliedVolatility } from 'implied-volatility'
import { RATE, type Row, SPOT } from './index-chain.ts'

/** Price and Greeks of one contract on spot; vega per 1.00. */
export interface PeerAnswer {
  price: number
  delta: number
  gamma: number
  vega: number
  theta: number
  rho: number
}

/** `black-scholes` for the price, `greeks` for the rest: six calls; scaled to per year and per 1.00. */
export function loppattoGreeks({ isCall, strike, years, volatility }: Row): PeerAnswer {
  const side = isCall ? 'call' : 'put'
  return {
    price: blackScholes(SPOT, strike, years, volatility, RATE, side),
    delta: getDelta(SPOT, strike, years, volatility, RATE, side),
    gamma: getGamma(SPOT, strike, years, volatility, RATE, side),
    vega: 100 * getVega(SPOT, strike, years, volatility, RATE, side),
    theta: getTheta(SPOT, strike, years, volatility, RATE, side, 1),
    rho: getRho(SPOT, strike, years, volatility, RATE, side, 1),
  }
}

export function loppattoVolatility({ isCall, strike, years, price }: Row): number {
  return getImpliedVolatility(price, SPOT, strike, years, RATE, isCall ? 'call' : 'put')
}

const settings = { sigmaToPricePrecision: 'double', priceToSigmaAccuracy: 1e-9 } as const
const precise = new BlackScholes(settings)
const newton = new BlackScholes({
  ...settings,
  priceToSigmaMethod: 'newton-raphson',
  priceToSigmaNRIteractions: 100,
})

const asked = ({ isCall, strike, years }: Row) =>
  ({ rate: RATE, strike, time: years, type: isCall ? 'call' : 'put', underlying: SPOT }) as const

export const uqeeGreeks = (row: Row): PeerAnswer => precise.option({ ...asked(row), sigma: row.volatility })
export const uqeeBisection = (row: Row): number => precise.sigma({ ...asked(row), price: row.price })
export const uqeeNewton = (row: Row): number => newton.sigma({ ...asked(row), price: row.price })
