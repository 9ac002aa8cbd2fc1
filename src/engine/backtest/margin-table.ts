/** Margin that rules leave open to exchanges and brokers, by date: data only, approximate, all of it an assumption to vary. */

export interface PortfolioMarginRow {
  readonly from: string
  /** The index falls and rises by these shares in the worst scenarios; ten steps between. */
  readonly down_share: number
  readonly up_share: number
  /** The least, per short option contract. */
  readonly minimum_dollars: number
  readonly source: string
}

/** Before the first row there was none for customers: Regulation T then. */
export const PORTFOLIO_MARGIN: readonly PortfolioMarginRow[] = [
  {
    from: '2005-07-14',
    down_share: 0.08,
    up_share: 0.06,
    minimum_dollars: 37.5,
    source:
      'CBOE Rule 12.4 as first approved for index options: large-cap broad index -8 % and +6 %, 0.375 a contract',
  },
]

interface FuturesMarginRow {
  readonly from: string
  /** Share of the value of one VX contract. */
  readonly share: number
  readonly minimum_dollars: number
  readonly source: string
}

export const VX_MARGIN: readonly FuturesMarginRow[] = [
  {
    from: '2004-03-26',
    share: 0.3,
    minimum_dollars: 2_500,
    source: 'round numbers for CFE margins of quiet years',
  },
  {
    from: '2018-02-06',
    share: 0.45,
    minimum_dollars: 4_500,
    source: 'round numbers for CFE margins since February 2018',
  },
]
