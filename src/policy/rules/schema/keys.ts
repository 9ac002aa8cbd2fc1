/** Kinds of keys of the rules file. Each says what it means, its unit and an example; limits are in the kind. */
import { z } from 'zod'

/** The unit of a number, as the JSON Schema carries it. */
export const UNIT = 'x-unit'

const SMALLEST = 1e-9
const LARGEST = 1e12

export const about = <T extends z.ZodType>(schema: T, description: string, example: unknown): T =>
  schema.meta(example === undefined ? { description } : { description, examples: [example] })

const measured = <T extends z.ZodType>(schema: T, unit: string, description: string, example: number): T =>
  schema.meta({ description, examples: [example], [UNIT]: unit })

/** Zero to one; "15 %" is 0.15. */
export const fraction = (description: string, example: number) =>
  measured(z.number().min(0).max(1), 'fraction', description, example)

/** Zero or more of a unit. */
export const number = (unit: string, description: string, example: number, least = 0) =>
  measured(z.number().min(least).max(LARGEST), unit, description, example)

/** More than nothing of a unit. */
export const positive = (unit: string, description: string, example: number) =>
  measured(z.number().min(SMALLEST).max(LARGEST), unit, description, example)

export const points = (description: string, example: number) => number('index points', description, example)
export const dollars = (description: string, example: number) => number('dollars', description, example)
export const days = (description: string, example: number) =>
  measured(z.number().int().min(0).max(36_500), 'days', description, example)
export const count = (description: string, example: number, least = 0) =>
  measured(z.number().int().min(least).max(1_000_000), 'count', description, example)

export const text = (description: string, example: string) =>
  about(z.string().min(1).max(400), description, example)
export const yes = (description: string, example: boolean) => about(z.boolean(), description, example)

/** An array that is not to be changed. */
export const list = <T extends z.ZodType>(item: T, least = 0) =>
  z.array(item).min(least).max(100) as unknown as z.ZodType<readonly z.output<T>[], readonly z.input<T>[]>
