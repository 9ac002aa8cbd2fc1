import type { Restoration } from '../../policy/invariant/solve.ts'
import { shortDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { dollars, grouped, strike } from './numbers.ts'
import type { Table } from './words.ts'

/** More of them are seldom worth a line: the best are first. */
const SHOWN_MAX = 5

/** What restores the watched invariant, best first; null where nothing is to be restored. */
export function restorationsTable(restorations: readonly Restoration[]): Table | null {
  if (restorations.length === 0) return null
  const whole = (value: number | null): string => (value === null ? UNKNOWN : dollars(Math.round(value)))
  const left = restorations.length - SHOWN_MAX
  return {
    caption: 'What restores k, best first',
    columns: [
      { title: 'How', numeric: false },
      { title: 'Condor', numeric: false },
      { title: 'Net', numeric: true },
      { title: 'LVR saved', numeric: true },
      { title: 'Cost', numeric: true },
    ],
    rows: restorations
      .slice(0, SHOWN_MAX)
      .map((one) => [
        one.branch === null ? one.direction : `${one.direction}, ${one.branch}`,
        `${grouped(one.contracts, 0)} × ${shortDate(one.expiration)} ${one.strikes_points.map(strike).join('/')}`,
        whole(one.net_dollars),
        whole(one.lvrSaved_dollars),
        whole(one.cost_dollars),
      ]),
    note:
      'Net: LVR saved to the held expiry less the cost at natural, fees included.' +
      (left > 0 ? ` ${grouped(left, 0)} more not shown.` : ''),
  }
}
