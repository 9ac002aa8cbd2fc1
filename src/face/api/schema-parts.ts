/** Pieces that the wire forms of several answers share. */
import { z } from 'zod'

export const rung = z.enum(['quoted', 'indexed', 'simulated'])
export const settlement = z.enum(['AM', 'PM'])
/** Lists are read-only, as they are in the type. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
export const nullableNumber = z.number().nullable()

export const figure = z
  .object({
    id: z.string(),
    label: z.string(),
    value: z.union([z.number(), z.string()]).nullable().describe('null is unknown; `note` says why'),
    unit: z.enum([
      'index points',
      'vol points',
      'dollars',
      'dollars per day',
      'dollars per vol point',
      'dollars per point',
      'dollars per point squared',
      'fraction',
      'ratio',
      'days',
      'years',
      'contracts',
      'expected moves',
      'per year',
      'text',
      'date',
      'natural log',
      'count',
    ]),
    rung,
    note: z.string().nullable(),
  })
  .meta({ id: 'Figure' })

export const reason = z
  .object({
    id: z.string(),
    verdict: z.enum(['pass', 'fail', 'unknown', 'note']),
    says: z.string().describe('a sentence with {figure-id} placeholders'),
    figures: list(figure),
    get because() {
      return z.array(reason).readonly()
    },
  })
  .meta({ id: 'Reason' })
