const ALIASES: Readonly<Record<string, string>> = { GSPC: 'SPX', SP500: 'SPX', INX: 'SPX', SPXINDEX: 'SPX' }

/**
 * The instrument a history's file name begins with: `VVIX_History.csv`, `vix-daily.csv`, `^GSPC.csv`, `spy.csv`;
 * `sp500-2000.csv` and `^GSPC` are SPX. Null where the name begins with no symbol.
 */
export function symbolOfName(name: string): string | null {
  const token = name.split(/[._\- ]/, 1)[0] ?? ''
  const symbol = token.toUpperCase().replace(/^[$^]/, '')
  if (!/^[A-Z][A-Z0-9]{0,9}$/.test(symbol)) return null
  return ALIASES[symbol] ?? symbol
}
