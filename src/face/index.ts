/** What people and programs see: formulas as calculators, decisions in words, the HTTP server. */
export * from './api/decision-schema.ts'
export * from './api/indicators-schema.ts'
export * from './api/server.ts'
export * from './calc/calculate.ts'
export * from './calc/operation.ts'
export * from './view/indicators.ts'
export * from './view/today.ts'
