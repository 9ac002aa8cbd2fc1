/** H6: more than 80 % of what is sold beyond the expected daily range expires worthless. Needs no option: closes and VIX. */
import { addDays, isoOfDay } from '../../src/base/calendar/civil.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { type DayNumber, quantity } from '../../src/base/vocabulary/quantity.ts'
import { closeOn } from '../../src/market/series/close-on.ts'
import { expectedDailyRange } from '../../src/policy/indicator/edr.ts'
import type { Registration, Study } from '../study.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf } from './decide.ts'

const WITHIN = 'share of next closes within VIX / sqrt(252) of the close before, both sides'

const registration: Registration = {
  id: 'H6',
  title: 'Coverage of the expected daily range',
  claim: 'More than 80 % of options sold beyond the expected daily range expire worthless.',
  source: 'A1; METHOD H6',
  metric: `${WITHIN}, both shorts of a one-day condor at the range's edges`,
  design: [
    'Every session of the index with a VIX close: the range is VIX / sqrt(252) times the close, the formula that the page with the claim gives; counted is whether the next close lies inside on both sides.',
    'Also by one side alone, by the blend with realised volatility in place of VIX9D, by 0.8 and 1.5 ranges, by decade and by level of VIX.',
    'Stationary bootstrap of sessions, 95 %.',
  ],
  seed: 6,
  supportedIf: [must('within', WITHIN, 'low', 'exceed', 0.8)],
  refutedIf: [must('within', WITHIN, 'high', 'be under', 0.8)],
  wouldChange: 'A published series of the indicator itself: its VIX9D part is not at hand before 2011.',
}

export const edrCoverage: Study = {
  registration,
  rules: [],
  run: ({ world }) => {
    const terms = { seed: registration.seed, level: 0.95, resamples: 2000 }
    const moves = nextMoves(world)
    const covered = (keep: (one: Move) => boolean, inside: (one: Move) => boolean) => {
      const kept = moves.filter(keep)
      const column = Float64Array.from(kept, (one) => (inside(one) ? 1 : 0))
      return { n: kept.length, answer: studentisedInterval([column], MEAN, terms) }
    }
    const all = (): boolean => true
    const both = (ranges: number) => (one: Move) => Math.abs(one.move) <= ranges * one.edr
    const main = covered(all, both(1))
    const rows: readonly (readonly [string, ReturnType<typeof covered>])[] = [
      ['both sides, 1 range', main],
      ['put side alone', covered(all, ({ move, edr }) => move >= -edr)],
      ['call side alone', covered(all, ({ move, edr }) => move <= edr)],
      ['0.8 ranges', covered(all, both(0.8))],
      ['1.5 ranges', covered(all, both(1.5))],
      ['2 ranges', covered(all, both(2))],
      ['0.6 VIX + 0.4 HV20', covered(all, ({ move, blend }) => Math.abs(move) <= blend)],
      ['2000-2009', covered(({ year }) => year < 2010, both(1))],
      ['2010-2020', covered(({ year }) => year >= 2010, both(1))],
      ['VIX under 15', covered(({ vix }) => vix < 15, both(1))],
      ['VIX 15 to 25', covered(({ vix }) => vix >= 15 && vix < 25, both(1))],
      ['VIX from 25', covered(({ vix }) => vix >= 25, both(1))],
    ]
    return Promise.resolve({
      verdict: decided(registration, 'indexed', rows.length, {
        within: main.answer,
      }),
      primary: primaryOf(WITHIN, 'fraction', main.answer, main.n),
      data: dataOf(world),
      tables: [
        {
          caption: 'Next close within the range',
          columns: ['case', 'sessions', 'share', 'from', 'to'],
          rows: rows.map(([label, { n, answer }]) => [label, n, ...ends(answer)]),
          note: 'A normal law with volatility equal to VIX would give 0.683 on both sides and 0.841 on one; index volatility runs below VIX, which is the rent.',
        },
      ],
      notes: [
        'Expiring worthless is not earning: a short at one range is paid for the days that are outside.',
        'The claim holds of each side alone and not of a condor, whose two sides are one position: the metric is the condor.',
      ],
    })
  },
}

interface Move {
  readonly year: number
  readonly vix: number
  readonly move: number
  readonly edr: number
  readonly blend: number
}

const HV_SESSIONS = 20

function nextMoves({ index, vix }: Parameters<Study['run']>[0]['world']): readonly Move[] {
  const { days, closes } = index
  const logs = closes.map((close, i) => (i === 0 ? 0 : Math.log(close / closes[i - 1])))
  const moves: Move[] = []
  for (let i = HV_SESSIONS; i + 1 < days.length; i += 1) {
    const level = closeOn(vix, days[i])
    if (level === null) continue
    let squares = 0
    for (let back = 0; back < HV_SESSIONS; back += 1) squares += logs[i - back] * logs[i - back]
    const hv20 = 100 * Math.sqrt((squares / HV_SESSIONS) * 252)
    const weights = { multiplier: 1, vix9dWeight: 0.6, hv20Weight: 0.4 }
    const range = (vix9d: number | null): number =>
      expectedDailyRange({ vix_vol_points: level, vix9d_vol_points: vix9d, hv20_vol_points: hv20 }, weights)
        ?.fraction ?? 0
    const date = isoOfDay(addDays(quantity<DayNumber>(days[i]), 0))
    moves.push({
      year: Number(date.slice(0, 4)),
      vix: level,
      move: closes[i + 1] / closes[i] - 1,
      edr: range(null),
      blend: range(level),
    })
  }
  return moves
}
