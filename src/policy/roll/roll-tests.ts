/** Whether time-shifting fires, and whether it turns back: each test true, false or unknown, with its numbers. */
import type { Reason, Verdict } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import { closingOf } from './closing.ts'
import type { RollInputs } from './plan-roll.ts'

/** `holds` null is unknown. */
export interface RollTest {
  readonly holds: boolean | null
  readonly reason: Reason
}

/** Fires where the range or VIX is high, and the condor is threatened. */
export function rollTest(inputs: RollInputs): RollTest {
  const [trigger, threat] = [triggerTest(inputs), threatTest(inputs)]
  const holds = both(trigger.holds, threat.holds)
  const says =
    holds === null
      ? 'Whether time-shifting fires is unknown.'
      : holds
        ? 'Time-shifting fires: the range or VIX is high, and the condor is threatened.'
        : 'Time-shifting does not fire.'
  return { holds, reason: reason('fires', verdict(holds), says, [], [trigger.reason, threat.reason]) }
}

/** True where one is, whatever the other; unknown where neither is and one is unknown. */
const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === null || b === null ? null : false
/** False where one is, whatever the other. */
const both = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true

const verdict = (holds: boolean | null): Verdict => (holds === null ? 'unknown' : holds ? 'pass' : 'note')

function triggerTest({ edr, vix_vol_points: vix, rules, market, levelsRung }: RollInputs): RollTest {
  const rung = levelsRung ?? market.chain.rung
  const holds = either(
    edr === null ? null : edr > rules.edrAbove_share,
    vix === null ? null : vix > rules.vixAbove_vol_points,
  )
  const figures = [
    figure('edr', 'Expected daily range', edr, 'fraction', rung),
    figure('edr-above', 'Fires above', rules.edrAbove_share, 'fraction', rung),
    figure('vix', 'VIX', vix, 'vol points', rung),
    figure('vix-above', 'Fires above', rules.vixAbove_vol_points, 'vol points', rung),
  ]
  const says = 'The expected daily range is {edr} (fires above {edr-above}), VIX {vix} (above {vix-above}).'
  return { holds, reason: reason('trigger', verdict(holds), says, figures) }
}

/** Points from spot within which a short strike is threatened; null where the range is unknown. */
export const threatDistance = ({ edr, spot_points, rules }: RollInputs): number | null =>
  edr === null ? null : rules.shortWithin_edr * edr * spot_points

function threatTest(inputs: RollInputs): RollTest {
  const { held, position, spot_points, rules, market } = inputs
  const { rung } = market.chain
  const [, shortPut, shortCall] = held.legs
  const toPut = spot_points - shortPut.strike_points
  const toCall = shortCall.strike_points - spot_points
  const nearest = Math.min(toPut, toCall)
  const within = threatDistance(inputs)
  // A short strike that is reached is near whatever the range is.
  const near = nearest <= 0 ? true : within === null ? null : nearest <= within
  // At the middle, as positions are marked; without a quote on every leg there is no mark.
  const mark = closingOf(held)?.mid_points ?? null
  const credit = position.entryCredit_points
  const limit = rules.markAtCredit_multiple * credit
  const marked = mark === null || credit <= 0 ? null : mark >= limit
  const holds = either(near, marked)
  const figures = [
    figure('spot', 'Implied spot', spot_points, 'index points', rung),
    figure('to-put', 'To the short put', toPut, 'index points', rung, `${shortPut.strike_points}`),
    figure('to-call', 'To the short call', toCall, 'index points', rung, `${shortCall.strike_points}`),
    figure(
      'within',
      'Threatened within',
      within,
      'index points',
      inputs.levelsRung ?? rung,
      `${rules.shortWithin_edr} expected daily ranges`,
    ),
    figure('mark', 'Marked at', mark, 'index points', rung, mark === null ? 'a leg has no quote' : 'at mid'),
    figure(
      'mark-limit',
      'Threatened from',
      credit > 0 ? limit : null,
      'index points',
      rung,
      credit > 0
        ? `${rules.markAtCredit_multiple} times the credit of entry`
        : 'it was not sold for a credit',
    ),
  ]
  const says =
    'Spot {spot} is {to-put} from the short put and {to-call} from the short call (threatened within {within}); the condor marks at {mark} (threatened from {mark-limit}).'
  return { holds, reason: reason('threatened', verdict(holds), says, figures) }
}

/** Turns back where it was rolled before, the range is low and spot is under its VWAP; unknown never turns it back. */
export function rollBackTest(inputs: RollInputs): RollTest {
  const { rules, position, edr, spot_points, vwap_points: vwap, market } = inputs
  const { rollBack } = rules
  const chainRung = market.chain.rung
  const not = (says: string, figures: Reason['figures'] = []): RollTest => ({
    holds: false,
    reason: reason('roll-back', 'note', says, figures),
  })
  if (rollBack === null) return not('The rules never roll back.')
  const rolls = figure('rolls', 'Rolls of the chain', position.rolls, 'count', chainRung)
  const most = figure('rolls-max', 'Most', rules.rollsMax, 'count', chainRung)
  if (position.rolls === 0) return not('It was not rolled, so there is nothing to roll back.')
  if (position.rolls >= rules.rollsMax)
    return not('Not rolled back: the chain was rolled {rolls} of {rolls-max} times.', [rolls, most])
  const calm = edr === null ? null : edr < rollBack.edrBelow_share
  const under = !rollBack.spotBelowVwap ? true : vwap === null ? null : spot_points < vwap
  const holds = both(calm, under)
  const rung = inputs.levelsRung ?? chainRung
  const figures = [
    figure('edr', 'Expected daily range', edr, 'fraction', rung),
    figure('edr-below', 'Turns back below', rollBack.edrBelow_share, 'fraction', rung),
    figure('spot', 'Implied spot', spot_points, 'index points', chainRung),
    figure('vwap', 'VWAP', vwap, 'index points', chainRung, vwap === null ? 'none is at hand' : null),
  ]
  const range = 'The expected daily range is {edr} (turns back below {edr-below})'
  const vwapSays = rollBack.spotBelowVwap ? ', spot {spot} against a VWAP of {vwap}' : ''
  const so =
    holds === null ? ': unknown, so it is not rolled back' : holds ? ': turn back' : ': not rolled back'
  return { holds, reason: reason('roll-back', verdict(holds), `${range}${vwapSays}${so}.`, figures) }
}
