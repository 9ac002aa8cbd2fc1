import type { HeldPosition } from '../book-facts.ts'

/** `2 × SPXW 2024-02-16 4445/4495/4895/4945`. */
export function describeHeld({ contracts, root, expiration, legs }: HeldPosition): string {
  return `${contracts} × ${root} ${expiration} ${legs.map((leg) => leg.strike_points).join('/')}`
}
