/**
 * What a journal can hold: a closed union of things that happened, each plain data with its own time. Names carry their
 * units. Money is in whole cents, instants in milliseconds since 1970 UTC. docs/reference/journal.md is the format's page.
 */
import * as z from 'zod'

/** Ids of trades and fills: what a person or a broker wrote, on one line. */
const id = z.string().regex(/^[^\s\p{Cc}](?:[^\p{Cc}]{0,78}[^\s\p{Cc}])?$/u)
const text = z.string().max(2000)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.int().min(0).max(8.64e15)
const json = z.json()
/** `core`, `delta`, `hedge:front`, `hedge:second-engine`. */
const layer = z
  .string()
  .regex(
    /^(?:core|delta|hedge:[a-z0-9-]{1,64})$/,
    'core, delta, or hedge: and the name of a layer in small letters, digits and hyphens, such as hedge:front',
  )

/** Dollars of one fill are limited, so that cents stay exact integers. */
const QUANTITY_MAX = 1_000_000
const PRICE_MAX_POINTS = 1_000_000
const MULTIPLIER_MAX = 100_000
const FEES_MAX_CENTS = 1_000_000_000
const FILL_MAX_DOLLARS = 1e10

const decisionRecorded = z.strictObject({
  kind: z.literal('decision-recorded'),
  asOf: z.string(),
  sessionDate: z.string(),
  rung: z.string(),
  underlying: z.string(),
  rules: z.strictObject({ name: z.string(), hash: sha256 }),
  /** What it was decided on: enough to find the same quotes again. */
  data: z.strictObject({
    source: z.string(),
    format: z.string(),
    contentHash: z.string(),
    quotedAt: z.string(),
  }),
  /** Options of the command that change the arithmetic. */
  asked: z.strictObject({ asOf: z.string().nullable(), rate_per_year: z.number().nullable() }),
  intents: z.array(json),
  /** SHA-256 of the whole decision as canonical JSON: what a decision made again must hash to. */
  decisionHash: sha256,
  madeBy: z.strictObject({ kondor: z.string(), node: z.string() }),
})

const rulesRecorded = z.strictObject({
  kind: z.literal('rules-recorded'),
  name: z.string(),
  /** SHA-256 of `rules` as canonical JSON. */
  hash: sha256,
  rules: json,
})

const positionOpened = z.strictObject({
  kind: z.literal('position-opened'),
  trade: id,
  openedAt_ms: instant,
  note: text.nullable(),
  /** The rule set it was opened by, where one is named. */
  rulesHash: sha256.nullable(),
  /** What it belongs to: condors, what closes their delta, or a layer of hedges. Left out where nobody said. */
  layer: layer.optional(),
  /** The structure of the rules it was opened as. Left out where nobody said. */
  structureId: text.min(1).optional(),
})

const fillRecorded = z
  .strictObject({
    kind: z.literal('fill-recorded'),
    id,
    trade: id,
    filledAt_ms: instant,
    /** OCC symbol for an option; the exchange's name for a future. */
    instrument: id,
    quantity: z
      .int()
      .min(-QUANTITY_MAX)
      .max(QUANTITY_MAX)
      .refine((n) => n !== 0, 'contracts, bought positive, sold negative, never zero'),
    price_points: z.number().min(0).max(PRICE_MAX_POINTS),
    multiplier: z.number().positive().max(MULTIPLIER_MAX),
    /** Commission and exchange fees; positive is paid. */
    fees_cents: z.int().min(-FEES_MAX_CENTS).max(FEES_MAX_CENTS),
  })
  .refine((f) => Math.abs(f.quantity) * f.price_points * f.multiplier <= FILL_MAX_DOLLARS, {
    message: 'a fill of at most ten billion dollars',
  })

const positionRolled = z.strictObject({
  kind: z.literal('position-rolled'),
  /** The trade that the parent became. */
  trade: id,
  parent: id,
  rolledAt_ms: instant,
  note: text.nullable(),
})

const positionClosed = z.strictObject({
  kind: z.literal('position-closed'),
  trade: id,
  closedAt_ms: instant,
  note: text.nullable(),
})

/** Cash settlement of what a trade still holds of one instrument: closes it at `price_points`, without fees. */
const positionSettled = z.strictObject({
  kind: z.literal('position-settled'),
  trade: id,
  settledAt_ms: instant,
  instrument: id,
  /** Settlement value of the underlying, points. */
  value_points: z.number().positive().max(PRICE_MAX_POINTS),
  /** What one contract settles at, points: the intrinsic value. */
  price_points: z.number().min(0).max(PRICE_MAX_POINTS),
})

const known = z.number().nullable()

/** The state a condor was sold in, as read from a chain of that session: what its invariants are compared with. */
const baselineRecorded = z.strictObject({
  kind: z.literal('baseline-recorded'),
  trade: id,
  /** OCC symbols of what it was taken of: long put, short put, short call, long call. */
  instruments: z.array(id).length(4),
  /** Parity forward of its expiry. */
  forward_points: z.number().positive().max(PRICE_MAX_POINTS),
  rate_per_year: z.number().min(-1).max(1),
  years: z.number().positive().max(20),
  /** Implied volatilities of them, decimal per year. */
  volatilities: z.array(z.number().min(0).max(100)).length(4),
  /** Expected daily range in index points; null where it was unknown. */
  edr_points: known,
  /** Forecast variance, decimal squared per year; null where unknown. */
  forecastVariance: known,
  /** Series that invariants read beside the structure; null where unknown. */
  series: z.record(z.string().max(40), known),
  data: z.strictObject({ source: z.string(), contentHash: z.string(), quotedAt: z.string() }),
})

const noteRecorded = z.strictObject({
  kind: z.literal('note-recorded'),
  notedAt_ms: instant,
  trade: id.nullable(),
  text,
})

const paperOpened = z.strictObject({
  kind: z.literal('paper-opened'),
  account: id,
  /** The rule set it follows, recorded before. */
  rulesHash: sha256,
  /** How orders are filled, what they cost, and the cash it begins with. */
  options: json,
})

/** A session of a paper account, whole or not at all. */
const paperSessionRecorded = z.strictObject({
  kind: z.literal('paper-session-recorded'),
  account: id,
  date: z.iso.date(),
  /** The snapshot it was decided on; null where the session had none. */
  data: z.strictObject({ source: z.string(), contentHash: z.string() }).nullable(),
  /** What was decided, in the order in which it was asked. */
  judgements: z.array(
    z.strictObject({
      intents: z.array(json),
      /** SHA-256 of the reason tree as canonical JSON. */
      reasonHash: sha256,
    }),
  ),
  /** The kernel's events: with those of the sessions before they give the account. */
  events: z.array(json),
  /** What the next session needs beside the account: last marks and loss bounds. */
  carried: json,
})

export const JOURNAL_EVENT = z.discriminatedUnion('kind', [
  decisionRecorded,
  rulesRecorded,
  positionOpened,
  fillRecorded,
  positionRolled,
  positionClosed,
  positionSettled,
  baselineRecorded,
  noteRecorded,
  paperOpened,
  paperSessionRecorded,
])

export type JournalEvent = z.infer<typeof JOURNAL_EVENT>
export type PositionOpened = z.infer<typeof positionOpened>
export type FillRecorded = z.infer<typeof fillRecorded>
export type DecisionRecorded = z.infer<typeof decisionRecorded>
export type BaselineRecorded = z.infer<typeof baselineRecorded>
export type PaperOpened = z.infer<typeof paperOpened>
export type PaperSessionRecorded = z.infer<typeof paperSessionRecorded>
export type PositionSettled = z.infer<typeof positionSettled>

export const JOURNAL_KINDS: readonly string[] = JOURNAL_EVENT.options.map((o) => o.shape.kind.value)
