/**
 * Calendar days from a figure's date to its publication, for files that do not say. Monthly and quarterly figures are dated
 * on the first of their period; each lag is the longest ordinary one, so that a value is rather late than early.
 */
const LAGS: Readonly<Record<string, number>> = {
  // First of the month to the middle of the next.
  CPI: 46,
  PPI: 47,
  CPIAUCSL: 46,
  CPIAUCNS: 46,
  PPIACO: 47,
  UNRATE: 40,
  UNRATENSA: 40,
  FEDFUNDS: 33,
  REER: 50,
  RBUSBIS: 50,
  // First of the quarter to the advance estimate of the next.
  GDP: 121,
  GDPC1: 121,
  // Quarter's end to the filing of the report.
  'P/E': 45,
  'P/CF': 45,
  'QUICK RATIO': 45,
  WACC: 45,
  // Known on their day.
  BETA: 0,
  'MARKET CAP': 0,
  'RATE DIFFERENTIAL': 0,
  SOFR: 1,
  OIS: 0,
}

/** A figure of a kind not in the table is taken to be known on its date, and the reading says so. */
export function publicationLag(name: string): {
  readonly days: number
  readonly source: 'table' | 'assumed'
} {
  const days = LAGS[name.toUpperCase()]
  return days === undefined ? { days: 0, source: 'assumed' } : { days, source: 'table' }
}
