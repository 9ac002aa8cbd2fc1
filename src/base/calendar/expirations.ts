/** Everything about expiration dates in one import: rules, settlement, listing. */
export { spxAmExpiration, thirdFriday, vixExpiration, vixWeeklyExpirations } from './expiration-dates.ts'
export { listedExpirations, wasListed } from './listing.ts'
export { settlementOf, type Settlement } from './settlement.ts'
