/** What the world says: quotes, prices, surfaces, series, models. */
export * from './quote/chain.ts'
export * from './quote/ticks.ts'
