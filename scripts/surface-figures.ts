/**
 * Prints what Kondor reads out of a chain file: forward, rate, smile and fair variance of every expiry, the errors of the fits
 * by tenor, the volatility indices, and how long reading took. `docs/concepts/surface.md` quotes it.
 */
import { type Refusal, refusalLine } from '../src/base/vocabulary/refusal.ts'
import type { Result } from '../src/base/vocabulary/result.ts'
import { chainVarianceSwap } from '../src/market/surface/chain-variance-swap.ts'
import type { ExpiryState, MarketState, VixReading } from '../src/market/surface/market-state.ts'
import { readMarket } from '../src/market/surface/read-market.ts'
import { fitErrors } from '../test/support/fit-errors.ts'
import { readMarketFile } from '../src/shell/importer/read-file.ts'

const TENORS: readonly (readonly [name: string, daysMax: number])[] = [
  ['to 7', 7.5],
  ['8 to 20', 20.5],
  ['21 to 60', 60.5],
  ['61 to 180', 180.5],
  ['181 to 400', 400.5],
  ['beyond', Infinity],
]
const WARM_ROUNDS = 10

function stop(refusal: Refusal): never {
  console.error(refusalLine(refusal))
  process.exit(1)
}

function expiryLine({ slice, days, forward, atmVol, smile, ...rest }: ExpiryState): string {
  const swap = chainVarianceSwap({ slice, days, forward, atmVol, smile, ...rest })
  const cells = [
    slice.root.padEnd(4),
    slice.expiration,
    days.toFixed(1).padStart(7),
    forward.forward_points.toFixed(2).padStart(8),
    (100 * forward.rate).toFixed(2).padStart(5),
    forward.rateSource.padEnd(6),
    (100 * atmVol).toFixed(2).padStart(6),
    swap.ok ? swap.value.strip.fairVol_vol_points.toFixed(2).padStart(6) : '     -',
  ]
  if (!smile.ok) return [...cells, refusalLine(smile.refusal)].join('  ')
  const fit = smile.value
  return [
    ...cells,
    fit.rmse_vol_points.toFixed(3),
    fit.largestError_vol_points.toFixed(2).padStart(5),
    String(fit.quotesUsed).padStart(4),
    fit.butterflyArbitrage ? 'butterfly' : fit.refit === 'none' ? '' : 'refitted',
    fit.calendarArbitrage ? `calendar ${fit.calendarShortfall_vol_points.toFixed(2)}` : '',
  ].join('  ')
}

function tenorLines(market: MarketState): string[] {
  let from = 0
  return TENORS.flatMap(([name, daysMax]) => {
    const group = market.expiries.filter(({ days }) => days > from && days <= daysMax)
    from = daysMax
    if (group.length === 0) return []
    const { rms, largest } = fitErrors(group)
    const weighted = group.flatMap(({ smile }) => (smile.ok ? [smile.value.rmse_vol_points] : []))
    const middle = weighted.sort((one, other) => one - other)[weighted.length >> 1] ?? Number.NaN
    return [
      `${name.padEnd(10)}  ${String(group.length).padStart(2)} expiries  median weighted rmse ${middle.toFixed(3)}  ` +
        `5 to 50 delta: rms ${rms.toFixed(3)}, largest ${largest.toFixed(2)}`,
    ]
  })
}

function vixLine(name: string, reading: Result<VixReading>): string {
  if (!reading.ok) return `${name}: ${refusalLine(reading.refusal)}`
  const { level_vol_points: level, nearRoot, nearExpiration, nextRoot, nextExpiration, rule } = reading.value
  return `${name} ${level.toFixed(4)} from ${nearRoot} ${nearExpiration} and ${nextRoot} ${nextExpiration} (${rule})`
}

const file = process.argv[2]
if (file === undefined) {
  console.error('usage: node scripts/surface-figures.cjs CHAIN_FILE')
  process.exit(2)
}
const imported = await readMarketFile(file, { allowPartial: true })
if (!imported.ok) stop(imported.refusal)
for (const chain of imported.value.chains) {
  const began = performance.now()
  const market = readMarket(chain, { asOf: chain.quotedAt })
  const cold = performance.now() - began
  if (!market.ok) stop(market.refusal)
  console.log('root  expiry         days   forward   rate  from     atm   strip   rmse  worst    n')
  for (const expiry of market.value.expiries) console.log(expiryLine(expiry))
  console.log('\nErrors of the fits, vol points')
  for (const line of tenorLines(market.value)) console.log(line)
  console.log(`\nImplied spot ${market.value.impliedSpot_points.toFixed(2)}`)
  console.log(vixLine('VIX  ', market.value.vix))
  console.log(vixLine('VIX9D', market.value.vix9d))
  for (const { root, expiration, reason } of market.value.leftOut)
    console.log(`left out: ${root} ${expiration}: ${reason}`)
  const warm = performance.now()
  for (let i = 0; i < WARM_ROUNDS; i++) readMarket(chain, { asOf: chain.quotedAt })
  const average = (performance.now() - warm) / WARM_ROUNDS
  console.log(`read in ${cold.toFixed(0)} ms cold, ${average.toFixed(0)} ms warm`)
}
