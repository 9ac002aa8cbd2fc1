/** Written by scripts/fit-vx-curve.ts; run it again rather than edit. */
import type { VxCurveFigures } from './vx-curve-types.ts'

export const VX_CURVE_FIGURES: VxCurveFigures = {
  model: 'ln F = w ln VIX + (1 - w) (base + weight ln M), w = exp(-(T / memory)^power)',
  fittedOn: '2004 to 2012',
  heldOut: '2013-01-02 to 2014-08',
  settlements: 15484,
  iterations: 9,
  converged: true,
  sources: {
    'vix-daily.csv': 'fa8f8119bb2fa785bb408bcae541a1e630fef97f3acb160b94ed3115c1318db5',
    '128 VX contracts, hash of their hashes':
      '911a411b97d98abbcd2f437403368f09498b6d0efca91c69317e6801117620b4',
  },
  windows: [
    {
      label: 'fitted',
      from: '2004-03-26',
      to: '2012-12-31',
      bands: [
        {
          label: '1 to 45 days',
          daysMin: 1,
          daysMax: 45,
          settlements: 3112,
          rmse_vol_points: 1.38402,
          bias_vol_points: 0.0633484,
          rmseOfSpot_vol_points: 2.73381,
        },
        {
          label: '46 to 150 days',
          daysMin: 46,
          daysMax: 150,
          settlements: 6380,
          rmse_vol_points: 2.18667,
          bias_vol_points: -0.124692,
          rmseOfSpot_vol_points: 5.61413,
        },
        {
          label: '151 to 300 days',
          daysMin: 151,
          daysMax: 300,
          settlements: 5992,
          rmse_vol_points: 2.95198,
          bias_vol_points: -0.0564114,
          rmseOfSpot_vol_points: 7.96928,
        },
      ],
    },
    {
      label: 'held out',
      from: '2013-01-02',
      to: '2014-08-14',
      bands: [
        {
          label: '1 to 45 days',
          daysMin: 1,
          daysMax: 45,
          settlements: 604,
          rmse_vol_points: 0.563903,
          bias_vol_points: 0.19562,
          rmseOfSpot_vol_points: 1.31543,
        },
        {
          label: '46 to 150 days',
          daysMin: 46,
          daysMax: 150,
          settlements: 1397,
          rmse_vol_points: 0.725199,
          bias_vol_points: 0.133432,
          rmseOfSpot_vol_points: 3.19137,
        },
        {
          label: '151 to 300 days',
          daysMin: 151,
          daysMax: 300,
          settlements: 1608,
          rmse_vol_points: 0.903327,
          bias_vol_points: -0.345528,
          rmseOfSpot_vol_points: 4.92576,
        },
      ],
    },
  ],
}
