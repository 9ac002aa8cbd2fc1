/**
 * The 30-day condor that the calculators' examples stand on: 16-delta shorts, 50 wide, at an index of 5,000 and 15 %. One
 * condor everywhere, so that a reader can follow its numbers from one calculator to the next.
 */
export const REFERENCE_CONDOR = [
  { right: 'P', strike: 4736, quantity: 1 },
  { right: 'P', strike: 4786, quantity: -1 },
  { right: 'C', strike: 5223, quantity: -1 },
  { right: 'C', strike: 5273, quantity: 1 },
] as const
