import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { returnOnMargin } from '../../../book/yields/return-on-margin.ts'
import { defineOperation } from '../define-operation.ts'

const money = z.number().min(-1e12).max(1e12)
const event = z.tuple([z.number().nonnegative().max(100), money, z.number().nonnegative().max(1e12)])

/**
 * What a chain of trades earns on the margin it ties up, against a hurdle rate: the internal rate (one, several or none, said
 * so), and the simple return per dollar-year of margin. Rows are [years, cash received, margin from then on], in time.
 */
export const returnOnMarginOperation = defineOperation({
  name: 'return_on_margin',
  summary: 'internal rate and simple return of a chain of trades on its margin, against a hurdle',
  example: {
    events_years_cash_margin: [
      [0, 1290, 5000],
      [0.05, -2100, 7000],
      [0.12, 1000, 0],
    ],
    hurdle: 0.08,
  },
  schema: z.strictObject({
    events_years_cash_margin: z
      .array(event)
      .min(2)
      .max(10_000)
      .refine((rows) => rows.every(([at], i) => i === 0 || at >= rows[i - 1][0]), 'rows in order of time'),
    hurdle: z.number().min(-1).max(10),
  }),
  compute: ({ events_years_cash_margin: rows, hurdle }) => {
    const events = rows.map(([years, cash_dollars, margin_dollars]) => ({
      years,
      cash_dollars,
      margin_dollars,
    }))
    const { internalRate: found, ...rest } = returnOnMargin(events, hurdle)
    return accepted({
      irr_kind: found.kind,
      irr: found.kind === 'one' ? found.rate : null,
      irr_all: found.kind === 'several' ? found.rates : found.kind === 'one' ? [found.rate] : [],
      irr_reason: found.kind === 'one' ? null : found.reason,
      verdict: rest.verdict,
      simple_return_per_year: rest.simpleReturn,
      margin_years: rest.marginYears,
      margin_cost: rest.marginCost_dollars,
    })
  },
})
