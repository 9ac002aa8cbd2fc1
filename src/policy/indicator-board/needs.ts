/** What to import for an indicator that is unknown. One sentence an input, so that a page can say each once. */
export const NEEDS = {
  index: 'Daily closes of the S&P 500 up to the day: kondor import FILE (bars, or SP500 from FRED).',
  vix: 'Daily closes of the VIX up to the day: kondor import VIX_History.csv (Cboe).',
  vix9d: 'Daily closes of VIX9D up to the day: kondor import VIX9D_History.csv (Cboe).',
  vix3m: 'Daily closes of VIX3M up to the day: kondor import VIX3M_History.csv (Cboe).',
  vvix: 'Daily closes of VVIX up to the day: kondor import VVIX_History.csv (Cboe).',
  skew: 'Daily closes of SKEW up to the day: kondor import SKEW_History.csv (Cboe).',
  futures: 'Settlement prices of the VX contracts listed on the day: kondor import FILE... (CFE).',
  breadth:
    'Advancing and declining issues of each session: kondor import FILE with rows date,ticker,field,value of the fields ADVANCES and DECLINES.',
  events:
    'A calendar of events that covers the windows: kondor import FILE with rows date,event,status,source.',
  openInterest: 'A chain with open interest: kondor import FILE.',
  reference: 'A reference rate: SOFR or OIS in per cent a year (kondor import SOFR.csv, FRED), or --rate.',
  earlierChain: 'A chain of up to seven days before this one: kondor import FILE.',
  series:
    'Figures: kondor import FILE (FRED), or rows date,ticker,field,value[,published] in a file of your own.',
  consensus:
    'Beside a release such as CPI, the field "CPI CONSENSUS" in the same units and of the same dates.',
  tickers:
    'Figures with a ticker: rows date,ticker,field,value of fields such as P/E, P/CF, QUICK RATIO, DIVIDEND, WACC; or its daily bars.',
  assets: 'Daily bars of REITs, ETFs or other assets: kondor import FILE.',
} as const
