/** H6 and H6-OPTION: how much of what is sold beyond the expected daily range expires worthless. Needs no option: closes and VIX. */
import { isoOfDay } from '../../src/base/calendar/civil.ts'
import { type BootstrapAnswer, studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { normalCdf } from '../../src/base/numerics/normal.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { type DayNumber, quantity } from '../../src/base/vocabulary/quantity.ts'
import { closeOn } from '../../src/market/series/close-on.ts'
import { expectedDailyRange } from '../../src/policy/indicator/edr.ts'
import type { Registration, Study } from '../study.ts'
import { dataOf } from '../world/study-data.ts'
import type { StudyWorld } from '../world/study-world.ts'
import { decided, ends, must, primaryOf, shareWords, termsOf } from './decide.ts'

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

const PUT = 'share of next closes at or above the close before less VIX / sqrt(252), the put alone'
const CALL = 'share of next closes at or below the close before plus VIX / sqrt(252), the call alone'

const ofOptions: Registration = {
  id: 'H6-OPTION',
  title: 'Coverage of the expected daily range, each option by itself',
  claim:
    'More than 80 % of options sold beyond the expected daily range expire worthless, each option by itself (registered after the results of H6 were known).',
  source: 'A1; METHOD H6',
  metric:
    'share of one-day options at the edge of the range that expire worthless, the put and the call each by itself',
  design: [
    'Registered after the results of H6 were known, the shares of both sides among them: it foretells nothing. H6 asks of a condor, whose two sides are one position; the words of the claim are of options, and this is what becomes of them.',
    'The sessions and the range of H6; a put at its lower edge, a call at its upper.',
    'Supported: the lower bounds of both sides above 80 %. Refuted: the upper bound of either under 80 %.',
    'Stationary bootstrap of sessions, 95 %.',
  ],
  seed: 6,
  supportedIf: [must('put', PUT, 'low', 'exceed', 0.8), must('call', CALL, 'low', 'exceed', 0.8)],
  refutedIf: [must('put', PUT, 'high', 'be under', 0.8), must('call', CALL, 'high', 'be under', 0.8)],
  wouldChange: registration.wouldChange,
}

export const edrCoverage: Study = {
  registration,
  rules: [],
  resultsKnown:
    'Its own: the commit that registered it held a note on its result, so it had been run before.',
  run: ({ world }) => {
    const { both, put, call, rows, ranges } = coverage(world, registration)
    const data = dataOf(world)
    return Promise.resolve({
      verdict: decided(registration, 'indexed', rows.length, { within: both.answer }, data),
      primary: primaryOf(WITHIN, 'fraction', both.answer, both.n),
      data,
      beside: [sidesWords(both, put, call)],
      tables: [
        {
          caption: 'Next close within the range',
          columns: ['case', 'sessions', 'share', 'from', 'to'],
          rows: rows.map(([label, { n, answer }]) => [label, n, ...ends(answer)]),
          note: `The root mean square of the moves is ${ranges.toFixed(2)} ranges.`,
        },
      ],
      notes: [NOT_EARNING, FROM_THE_RANGE],
    })
  },
}

/** The same shares by the words of the claim: of options, not of condors. */
export const edrOptions: Study = {
  registration: ofOptions,
  rules: [],
  resultsKnown: 'Those of H6 on the same sessions, the shares of both sides among them.',
  run: ({ world }) => {
    const { both, put, call, rows } = coverage(world, ofOptions)
    const data = dataOf(world)
    const lower = (put.answer.value ?? 0) <= (call.answer.value ?? 0) ? put : call
    return Promise.resolve({
      verdict: decided(ofOptions, 'indexed', rows.length, { put: put.answer, call: call.answer }, data),
      primary: primaryOf(lower === put ? PUT : CALL, 'fraction', lower.answer, lower.n),
      data,
      beside: [sidesWords(both, put, call)],
      tables: [],
      notes: [NOT_EARNING, FROM_THE_RANGE],
    })
  },
}

/** Shares that a normal law whose volatility is VIX leaves within one range. */
const [ONE_SIDE, BOTH_SIDES] = [normalCdf(1), normalCdf(1) - normalCdf(-1)]
const FROM_THE_RANGE = `A normal law whose volatility is VIX would leave ${(100 * ONE_SIDE).toFixed(1)} % within one side of the range and ${(100 * BOTH_SIDES).toFixed(1)} % within both: so much follows from the range alone.`
const NOT_EARNING =
  'Expiring worthless is not earning: a short at one range is paid for the days that are outside.'

interface Share {
  readonly n: number
  readonly answer: BootstrapAnswer
}

const sidesWords = (both: Share, put: Share, call: Share): string =>
  `The put alone expired worthless in ${shareWords(put.answer)} of ${put.n} sessions, the call alone in ${shareWords(call.answer)}, both in ${shareWords(both.answer)}.`

function coverage(world: StudyWorld, registered: Registration) {
  const terms = termsOf(registered)
  const moves = nextMoves(world)
  const covered = (keep: (one: Move) => boolean, inside: (one: Move) => boolean): Share => {
    const kept = moves.filter(keep)
    const column = Float64Array.from(kept, (one) => (inside(one) ? 1 : 0))
    return { n: kept.length, answer: studentisedInterval([column], MEAN, terms) }
  }
  const all = (): boolean => true
  const within = (ranges: number) => (one: Move) => Math.abs(one.move) <= ranges * one.edr
  const both = covered(all, within(1))
  const put = covered(all, ({ move, edr }) => move >= -edr)
  const call = covered(all, ({ move, edr }) => move <= edr)
  const rows: readonly (readonly [string, Share])[] = [
    ['both sides, 1 range', both],
    ['put side alone', put],
    ['call side alone', call],
    ['0.8 ranges', covered(all, within(0.8))],
    ['1.5 ranges', covered(all, within(1.5))],
    ['2 ranges', covered(all, within(2))],
    ['0.6 VIX + 0.4 HV20', covered(all, ({ move, blend }) => Math.abs(move) <= blend)],
    ['2000-2009', covered(({ year }) => year < 2010, within(1))],
    ['2010-2020', covered(({ year }) => year >= 2010, within(1))],
    ['VIX under 15', covered(({ vix }) => vix < 15, within(1))],
    ['VIX 15 to 25', covered(({ vix }) => vix >= 15 && vix < 25, within(1))],
    ['VIX from 25', covered(({ vix }) => vix >= 25, within(1))],
  ]
  const squares = moves.reduce((sum, { move, edr }) => sum + (move / edr) * (move / edr), 0)
  return { both, put, call, rows, ranges: Math.sqrt(squares / moves.length) }
}

interface Move {
  readonly year: number
  readonly vix: number
  readonly move: number
  readonly edr: number
  readonly blend: number
}

const HV_SESSIONS = 20

function nextMoves({ index, vix }: StudyWorld): readonly Move[] {
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
    const date = isoOfDay(quantity<DayNumber>(days[i]))
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
