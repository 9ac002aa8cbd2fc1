import type * as z from 'zod'
import { canonicalJson } from '../../policy/rules/canonical.ts'

export type Json = z.infer<ReturnType<typeof z.json>>

/** What the journal would hold of a value: JSON has no readonly, no undefined and no prototypes. NaN is our bug. */
export const plainJson = (value: unknown): Json => JSON.parse(canonicalJson(value)) as Json
