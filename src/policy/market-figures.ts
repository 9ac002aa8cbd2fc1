import { type Rung, lowestRung } from '../base/vocabulary/rung.ts'
import { expectedMoveOf, straddleMove } from '../book/structure/expected-move.ts'
import type { ExpiryState, RateSource } from '../market/surface/market-state.ts'
import type { Decision, Figure } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import { figure } from './figure.ts'
import type { MarketReadings } from './market-readings.ts'

/** The level figures of a decision, in the order a trader reads them. `expiry` is that of the first candidate. */
export function marketFigures(
  facts: MarketFacts,
  readings: MarketReadings,
  expiry: ExpiryState | null,
): readonly Figure[] {
  const { chain } = facts.market
  const { rung } = chain
  const { vix_vol_points: vix, vix9d_vol_points: vix9d, hv20_vol_points: hv20, edr, forecast } = readings
  const edrRung = lowestRung(rung, readings.edrRung)
  const edrPoints = edr === null ? null : edr.fraction * readings.spot_points
  const edrNote = edr?.note ?? 'neither VIX9D nor VIX is known'
  const last = chain.underlyingLast_points
  return [
    figure('spot', 'Implied spot', readings.spot_points, 'index points', rung, 'from put-call parity'),
    figure('underlying-last', 'Last index value', last, 'index points', rung, lastNote(last, rung)),
    figure('vix', 'VIX', vix.value, 'vol points', vix.rung, vix.note),
    figure('vix9d', 'VIX9D', vix9d.value, 'vol points', vix9d.rung, vix9d.note),
    figure('hv20', 'Realised, 20 sessions', hv20.value, 'vol points', hv20.rung, hv20.note),
    figure('edr', 'Expected daily range', edr?.fraction ?? null, 'fraction', edrRung, edrNote),
    figure('edr-points', 'Expected daily range', edrPoints, 'index points', edrRung, edrNote),
    figure(
      'vix-daily',
      'VIX / √252',
      readings.dailyVix,
      'fraction',
      vix.rung,
      'beside the expected daily range',
    ),
    figure(
      'forecast',
      'Forecast volatility',
      forecast === null ? null : forecast.volatility * 100,
      'vol points',
      forecast?.rung ?? hv20.rung,
      readings.forecastNote,
    ),
    rateFigure(facts, expiry),
    ...moveFigures(facts, expiry),
  ]
}

const RATE_FROM: Readonly<Record<RateSource, string>> = {
  given: 'given by hand for every expiry',
  parity: 'from put-call parity',
  curve: 'from the curve of the expiries around it',
}

/** Of the condor's expiry; where there is none, of the first. Every expiry's stands in the term structure. */
function rateFigure(facts: MarketFacts, expiry: ExpiryState | null): Figure {
  const { chain, expiries } = facts.market
  const of = expiry ?? expiries.at(0) ?? null
  const label = 'Interest rate'
  if (of === null) return figure('rate', label, null, 'per year', chain.rung, 'no expiry to read it from')
  const note = `${RATE_FROM[of.forward.rateSource]}, ${of.slice.root} ${of.slice.expiration}`
  return figure('rate', label, of.forward.rate, 'per year', chain.rung, note)
}

function lastNote(last: number | null, rung: Rung): string {
  if (last === null) return 'not in the file'
  return rung === 'quoted' ? 'the vendor’s; shown, not used' : 'the close that the chain is modelled from'
}

function moveFigures(facts: MarketFacts, expiry: ExpiryState | null): Figure[] {
  if (expiry === null) return []
  const { rung } = facts.market.chain
  const to = `to ${expiry.slice.root} ${expiry.slice.expiration}`
  return [
    figure(
      'expected-move',
      'Expected move',
      expectedMoveOf(expiry),
      'index points',
      rung,
      `${to}: forward × at-the-money volatility × √years, one standard deviation`,
    ),
    figure(
      'expected-move-straddle',
      'Expected move by straddle',
      straddleMove(expiry),
      'index points',
      rung,
      `${to}: 0.85 × at-the-money straddle at mid, the other convention`,
    ),
  ]
}

/** Term structure rows of a decision. */
export function expiryRows(facts: MarketFacts): Decision['expiries'] {
  return facts.market.expiries.map(({ slice, days, forward, atmVol, smile }) => ({
    root: slice.root,
    expiration: slice.expiration,
    settlement: slice.settlement,
    days,
    forward_points: forward.forward_points,
    rate_per_year: forward.rate,
    rateSource: forward.rateSource,
    atmVol_vol_points: atmVol * 100,
    fitError_vol_points: smile.ok ? smile.value.rmse_vol_points : null,
  }))
}
