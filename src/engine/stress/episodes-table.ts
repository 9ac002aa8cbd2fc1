/**
 * Days that a book is replayed through: closes of the S&P 500 and of the volatility index of the time, the first row being the close
 * before the fall. Facts of public record, typed: the S&P 500 and VXO of 1987 as in Cboe's look back of October 2012 ("25 years
 * ago, the VXO index topped 150"), whose daily changes of the S&P 500 the test recomputes; VIX as published by Cboe, which the
 * test compares with an imported history. Where the index is null its close comes from the embedded history.
 */
export interface StressEpisodeRow {
  readonly id: string
  readonly title: string
  /** VXO: the volatility index of S&P 100 options, computed back to 1986; there is no VIX of before 1990. */
  readonly volatilityIndex: 'VXO' | 'VIX'
  /** Date, index points, vol points. */
  readonly closes: readonly (readonly [string, number | null, number])[]
}

export const STRESS_EPISODES: readonly StressEpisodeRow[] = [
  {
    id: '1987-10',
    title: 'Black Monday, October 1987',
    volatilityIndex: 'VXO',
    closes: [
      ['1987-10-15', 298.08, 27.86],
      ['1987-10-16', 282.7, 36.37],
      ['1987-10-19', 224.84, 150.19],
      ['1987-10-20', 236.83, 140.0],
      ['1987-10-21', 258.38, 73.91],
      ['1987-10-22', 248.25, 102.22],
      ['1987-10-23', 248.22, 98.81],
    ],
  },
  {
    id: '2008-10',
    title: 'October 2008',
    volatilityIndex: 'VIX',
    closes: [
      ['2008-09-30', null, 39.39],
      ['2008-10-01', null, 39.81],
      ['2008-10-02', null, 45.26],
      ['2008-10-03', null, 45.14],
      ['2008-10-06', null, 52.05],
      ['2008-10-07', null, 53.68],
      ['2008-10-08', null, 57.53],
      ['2008-10-09', null, 63.92],
      ['2008-10-10', null, 69.95],
      ['2008-10-13', null, 54.99],
      ['2008-10-14', null, 55.13],
      ['2008-10-15', null, 69.25],
      ['2008-10-16', null, 67.61],
      ['2008-10-17', null, 70.33],
      ['2008-10-20', null, 52.97],
      ['2008-10-21', null, 53.11],
      ['2008-10-22', null, 69.65],
      ['2008-10-23', null, 67.8],
      ['2008-10-24', null, 79.13],
      ['2008-10-27', null, 80.06],
      ['2008-10-28', null, 66.96],
      ['2008-10-29', null, 69.96],
      ['2008-10-30', null, 62.9],
      ['2008-10-31', null, 59.89],
    ],
  },
  {
    id: '2018-02-05',
    title: 'The volatility spike of 5 February 2018',
    volatilityIndex: 'VIX',
    closes: [
      ['2018-02-01', null, 13.47],
      ['2018-02-02', null, 17.31],
      ['2018-02-05', null, 37.32],
      ['2018-02-06', null, 29.98],
      ['2018-02-07', null, 27.73],
      ['2018-02-08', null, 33.46],
      ['2018-02-09', null, 29.06],
    ],
  },
  {
    id: '2020-03',
    title: 'February and March 2020',
    volatilityIndex: 'VIX',
    closes: [
      ['2020-02-19', null, 14.38],
      ['2020-02-20', null, 15.56],
      ['2020-02-21', null, 17.08],
      ['2020-02-24', null, 25.03],
      ['2020-02-25', null, 27.85],
      ['2020-02-26', null, 27.56],
      ['2020-02-27', null, 39.16],
      ['2020-02-28', null, 40.11],
      ['2020-03-02', null, 33.42],
      ['2020-03-03', null, 36.82],
      ['2020-03-04', null, 31.99],
      ['2020-03-05', null, 39.62],
      ['2020-03-06', null, 41.94],
      ['2020-03-09', null, 54.46],
      ['2020-03-10', null, 47.3],
      ['2020-03-11', null, 53.9],
      ['2020-03-12', null, 75.47],
      ['2020-03-13', null, 57.83],
      ['2020-03-16', null, 82.69],
      ['2020-03-17', null, 75.91],
      ['2020-03-18', null, 76.45],
      ['2020-03-19', null, 72.0],
      ['2020-03-20', null, 66.04],
      ['2020-03-23', null, 61.59],
    ],
  },
]
