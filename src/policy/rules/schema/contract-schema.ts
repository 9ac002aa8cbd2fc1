/** The condor of a rule set, as written: expiry, short strikes, wings. */
import { z } from 'zod'
import { parseIsoDate } from '../../../base/calendar/civil.ts'
import type { IsoDate } from '../../../base/vocabulary/quantity.ts'
import { about, days, fraction, number, points, positive, yes } from './keys.ts'

const settlement = about(
  z.enum(['PM preferred', 'PM', 'AM']),
  'time of settlement on the expiration date',
  'PM preferred',
)

const expiration = about(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((date) => parseIsoDate(date) !== null) as unknown as z.ZodType<IsoDate, string>,
  'a date of the calendar, YYYY-MM-DD',
  '2024-02-16',
)

const expiry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('nearest-days'),
    days: days('calendar days to expiration', 45),
    tolerance_days: days('how far off the nearest expiry may be', 15),
    settlement,
    monthlyOnly: yes('standard monthly expirations only', false),
  }),
  z.strictObject({ kind: z.literal('next-session'), settlement }),
  z.strictObject({ kind: z.literal('on-date'), expiration, settlement }),
])

const delta = (side: string, example: number) => fraction(`absolute delta of the ${side}`, example)

const shorts = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('delta'),
    put: delta('short put', 0.16),
    call: delta('short call', 0.16),
    tolerance: fraction('how far off the nearest strike may be', 0.03),
  }),
  z.strictObject({
    kind: z.literal('credit'),
    mid_points: positive('index points', 'mid credit of the whole condor', 1.15),
    step_points: positive('index points', 'strikes step in by', 5),
    deltaWarning: fraction('a short delta above this is warned of', 0.18),
  }),
  z.strictObject({
    kind: z.literal('expected-moves'),
    put: positive('expected moves', 'distance of the short put', 1.2),
    call: positive('expected moves', 'distance of the short call', 1.2),
    tolerance_moves: number('expected moves', 'how far off the nearest strike may be', 0.2),
  }),
  z.strictObject({
    kind: z.literal('strikes'),
    put_points: positive('index points', 'short put strike', 4500),
    call_points: positive('index points', 'short call strike', 4900),
  }),
])

const wings = z.union([
  z.strictObject({
    put_points: positive('index points', 'width of the put side', 50),
    call_points: positive('index points', 'width of the call side', 50),
    tolerance_points: points('how far off the width may be', 0),
  }),
  z.strictObject({
    kind: z.literal('delta'),
    put: delta('long put', 0.05),
    call: delta('long call', 0.05),
    tolerance: fraction('how far off the nearest strike may be', 0.02),
  }),
])

export const contractSchema = z.strictObject({
  kind: about(z.literal('condor'), 'the structure', 'condor'),
  expiry: about(expiry, 'which expiration', undefined),
  shorts: about(shorts, 'how the short strikes are chosen', undefined),
  wings: about(wings, 'how wide the wings are, or their delta', undefined),
})
