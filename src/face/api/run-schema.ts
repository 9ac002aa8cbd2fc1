/** One run of the backtester as every command prints it, and the days it ran over. */
import { z } from 'zod'
import { evidenceFigure, isoDate, provenance, resampling, trials } from './evidence-schema.ts'
import { list, nullableNumber, rung } from './schema-parts.ts'

export const data = z
  .strictObject({
    kind: z.enum(['indexed', 'quoted', 'simulated']),
    rung,
    from: isoDate,
    to: isoDate,
    sessions: z.number(),
    contentHash: z.string(),
    seed: nullableNumber,
    standsOn: list(z.strictObject({ what: z.string(), says: z.string(), rung: rung.nullable() })),
  })
  .meta({ id: 'RunData' })

const limit = z.enum(['always', 'walk', 'limit'])

const options = z
  .strictObject({
    account_dollars: z.number(),
    entries: z.enum(['next-snapshot', 'same-snapshot']),
    entryLimit: limit,
    exitLimit: limit,
    slippage_share: z.number(),
    costs: z.enum(['table', 'rules', 'none']),
    margin: z.enum(['reg-t', 'portfolio']),
    ledger: z.enum(['at-next', 'at-start', 'symmetric']),
    entryEvery: z.number(),
    entryPhase: z.number(),
    label: z.string(),
    seed: nullableNumber,
  })
  .meta({ id: 'RunOptions' })

const timingLuck = z
  .strictObject({
    results: list(nullableNumber).describe('by first session of the cycle'),
    known: z.number(),
    median: z.number(),
    low: z.number(),
    high: z.number(),
    quartiles: z.tuple([z.number(), z.number()]).readonly(),
    range: z.number(),
    position: nullableNumber.describe(
      'of this run among the results; null: it opens on every session and is none of them',
    ),
    chosen: nullableNumber,
    rank: nullableNumber,
  })
  .meta({ id: 'TimingLuck' })

const evidence = z
  .strictObject({
    kind: z.literal('run'),
    provenance,
    study: z.string(),
    from: isoDate,
    to: isoDate,
    sessions: z.number(),
    resampling,
    figures: list(evidenceFigure).describe('in the order to be shown; the win rate is last'),
    drawdowns: list(
      z.strictObject({
        peak: isoDate,
        trough: isoDate,
        recovery: isoDate.nullable(),
        depth: z.number().describe('share of the peak, negative'),
        depth_dollars: z.number(),
        days: z.number(),
      }),
    ),
    months: list(z.strictObject({ year: z.number(), month: z.number(), return: z.number() })),
    attribution: list(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        total_dollars: z.number(),
        weight: z.number(),
      }),
    ).describe('the ledger of the whole run: the lines add up to the P&L, to the cent'),
    trials,
    timingLuck: timingLuck.nullable(),
    entryRefusals: list(z.strictObject({ because: z.string(), sessions: z.number() })).describe(
      'why nothing was opened on the sessions on which nothing was, most often first',
    ),
    notes: list(z.string()),
  })
  .meta({ id: 'RunEvidence' })

const numbers = list(z.number())

export const run = z
  .strictObject({
    rules: z.strictObject({ name: z.string(), title: z.string(), about: z.string(), hash: z.string() }),
    options,
    optionsHash: z.string(),
    banners: list(z.string()).describe('what must stand over every figure'),
    verdict: z
      .strictObject({
        verdict: z.string(),
        lead: z.string(),
        tone: z.enum(['plain', 'good', 'bad', 'warn', 'quiet']),
      })
      .describe('what the run shows about paying, in words'),
    evidence,
    byYear: z.strictObject({
      years: numbers,
      lines: list(z.strictObject({ id: z.string(), label: z.string(), dollars: numbers })),
    }),
    series: z
      .strictObject({
        dates: list(isoDate),
        equity: numbers,
        margin: numbers,
        doingNothing: numbers,
        rent: numbers,
        bleed: numbers,
      })
      .describe('columns by session, dollars'),
    trades: list(
      z.strictObject({
        id: z.string(),
        layer: z.string(),
        structure: z.string().nullable(),
        entry: isoDate,
        exit: isoDate,
        contracts: z.number(),
        credit_points: z.number(),
        pnl_dollars: z.number(),
        fees_dollars: z.number(),
        margin_dollars: z.number(),
        lvr_dollars: z.number(),
        rolls: z.number(),
        adjustments: z.number(),
        filled: z.string(),
        ended: z.string(),
        keptBack: z
          .enum(['settled', 'closed'])
          .nullable()
          .describe('how it ended where its close was wanted once while it cost more than settlement can'),
      }),
    ),
    log: list(
      z.strictObject({
        code: z.string(),
        count: z.number(),
        first: isoDate,
        last: isoDate,
        example: z.string(),
      }),
    ),
  })
  .meta({ id: 'Run' })
