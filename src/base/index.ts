/** The room that knows nothing of options: vocabulary, numerics, calendar. */
export * from './vocabulary/assert.ts'
export * from './vocabulary/option-right.ts'
export * from './vocabulary/quantity.ts'
export * from './vocabulary/refusal-codes.ts'
export * from './vocabulary/refusal.ts'
export * from './vocabulary/result.ts'
export * from './vocabulary/rung.ts'
