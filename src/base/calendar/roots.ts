/**
 * The option and futures classes whose calendar is tabled. A root that changed its symbol is read as the one that took it over:
 * SPXPM and SPXQ became SPXW on 2017-05-01 (CBOE RG17-002).
 */
export const CALENDAR_ROOTS = ['SPX', 'SPXW', 'VIX', 'VIXW', 'VX', 'XSP', 'XSPAM', 'SPY'] as const
export type CalendarRoot = (typeof CALENDAR_ROOTS)[number]

const ALIASES: Readonly<Record<string, CalendarRoot>> = { SPXPM: 'SPXW', SPXQ: 'SPXW' }

/** The tabled class of a root as files write it, or null. */
export function calendarRoot(root: string): CalendarRoot | null {
  const known = CALENDAR_ROOTS.find((name) => name === root)
  return known ?? ALIASES[root] ?? null
}
