/** Volatility as an asset class: what each rule set earns beyond its market exposure. */
import { quantileInterval, studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { leastResamples } from '../../src/base/numerics/multiple-tests.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { BETA, alphaTimes, downsideBeta } from '../../src/engine/evidence/market-exposure.ts'
import { DIVIDEND_YIELD_DEFAULT } from '../../src/market/model/model-chain.ts'
import { SESSIONS_PER_YEAR } from '../../src/market/series/realised-vol.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { hedgedDays, modelledVolatility } from '../world/volatility.ts'
import { holmCells, pCell, resamplesRaised } from './adjusted.ts'
import { decided, ends, must, primaryOf, termsOf } from './decide.ts'

const OF = 'CAPM alpha a year of monthly-16-delta'
const RESAMPLES = 1000
const ACCOUNT_DOLLARS = 250_000
const NAMES = [
  'monthly-16-delta',
  'cndr',
  'lvr-budget',
  'width-premium',
  'credit-distance',
  'static-50-delta',
]
const RULES = NAMES.flatMap((name) => [name, `${name}+alvh`]).map((name) => mustAccept(presetNamed(name)))

const registration: Registration = {
  id: 'ASSET',
  title: 'Volatility as an asset class',
  claim: 'Sold volatility is an asset class: it earns beyond its market exposure.',
  source: 'METHOD 9 and 12 (CAPM among its inputs); PEERS 0: CNDR earned 0.5 % a year from 2007 to 2025',
  metric: `${OF}, daily returns in excess of bills on those of the index`,
  design: [
    'Every preset through the engine on 250,000 dollars, cash at bills, over the whole index history; hedges on a VX curve modelled from VIX.',
    'Alpha and beta by least squares, downside beta over days on which the index was below its mean (Ang, Chen and Xing 2006). The index with its mean dividend.',
    'monthly-16-delta is registered; the others are Holm-adjusted. Stationary bootstrap, 95 %.',
  ],
  seed: 14,
  supportedIf: [must('alpha', OF, 'low', 'exceed', 0)],
  refutedIf: [must('alpha', OF, 'high', 'be under', 0)],
  wouldChange:
    'Quoted chains: the volatility premium here is that of the published VIX over what followed, spread over strikes by a model.',
}

export const assetClass: Study = {
  registration,
  rules: RULES,
  amendments: [resamplesRaised(RULES.length - 1, RESAMPLES)],
  run: ({ world, progress }) => {
    const source = modelledVolatility(world)
    const terms = termsOf(registration, RESAMPLES)
    const adjusted = termsOf(registration, leastResamples(RULES.length - 1))
    const runs = runArms(
      world,
      RULES.map((rules) => ({ label: rules.name, rules })),
      {
        days: hedgedDays(world, source),
        options: { account_dollars: ACCOUNT_DOLLARS },
        progress: (share) => progress('arms', share),
      },
    )
    const rows = [...runs].map(([label, run]) => {
      const columns = excess(run)
      return {
        label,
        n: columns[0].length,
        alpha: studentisedInterval(
          columns,
          alphaTimes(SESSIONS_PER_YEAR),
          label === NAMES[0] ? terms : adjusted,
        ),
        beta: studentisedInterval(columns, BETA, terms),
        downside: quantileInterval(columns, ([own, market]) => downsideBeta(own, market), {
          ...terms,
          resamples: 200,
        }),
        mean: (columns[0].reduce((sum, value) => sum + value, 0) / columns[0].length) * SESSIONS_PER_YEAR,
        trades: run.trades.filter(({ layer }) => layer === 'core').length,
      }
    })
    const [main, ...others] = rows
    const p = [pCell(main.alpha), ...holmCells(others.map(({ alpha }) => alpha))]
    const data = { ...dataOf(world), sources: [...dataOf(world).sources, source.says] }
    return Promise.resolve({
      verdict: decided(registration, 'indexed', rows.length, { alpha: main.alpha }, data),
      primary: primaryOf(OF, 'fraction', main.alpha, main.n),
      data,
      beside: [],
      tables: [
        {
          caption: 'Market exposure of every rule set',
          columns: [
            'rules',
            'condors',
            'excess a year',
            'alpha a year',
            'from',
            'to',
            'p, Holm',
            'beta',
            'from',
            'to',
            'downside beta',
            'from',
            'to',
          ],
          rows: rows.map(({ label, trades, mean, alpha, beta, downside }, i) => [
            label,
            trades,
            mean,
            ...ends(alpha),
            p[i],
            ...ends(beta),
            ...ends(downside),
          ]),
          note: 'Shares of the account. The p of the registered arm stands unadjusted. A downside beta above beta: the exposure is larger when it hurts.',
        },
      ],
      notes: [...(runs.get(NAMES[0])?.notes ?? [])],
    })
  },
}

/** Returns of the account and of the index in excess of bills. */
function excess({ days, equity_cents, billsReturns, marketReturns }: BacktestRun): readonly Float64Array[] {
  const n = equity_cents.length - 1
  const own = Float64Array.from(
    { length: n },
    (_, i) => equity_cents[i + 1] / equity_cents[i] - 1 - billsReturns[i + 1],
  )
  const market = Float64Array.from({ length: n }, (_, i) => {
    const dividend = (DIVIDEND_YIELD_DEFAULT * (days[i + 1] - days[i])) / 365
    return (marketReturns?.[i + 1] ?? 0) + dividend - billsReturns[i + 1]
  })
  return [own, market]
}
