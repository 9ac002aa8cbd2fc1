/** A pool position by its parameters in words. */
import type { PositionReport } from '../../book/pool/position-report.ts'
import { UNKNOWN } from './figure.ts'
import { dollars, grouped, percent, significant, strike } from './numbers.ts'
import { type Row, type RowGroup, row, type Table } from './words.ts'

const KINDS: Readonly<Record<PositionReport['kind'], string>> = {
  'constant-product': 'Full range, constant product',
  weighted: 'Full range, weighted',
  concentrated: 'Concentrated range',
  'limit-order': 'Limit order',
}

export const kindWords = (report: PositionReport): string => KINDS[report.kind]

const money = (value: number | null): string => (value === null ? UNKNOWN : dollars(value))

export function positionGroups(report: PositionReport): readonly RowGroup[] {
  const { asOption, blocks } = report
  const leverage = asOption.leverage === null ? UNKNOWN : `${grouped(asOption.leverage, 2)} times`
  const holds = [
    row('Value', dollars(report.value), `at ${significant(report.price, 6)}`),
    row(
      'Holds',
      `${significant(report.riskyHeld, 6)} risky`,
      `and ${dollars(report.numeraireHeld)} numeraire`,
    ),
    row('Dollar gamma', dollars(asOption.dollarGamma), 'per 100% move; the same as a condor with it'),
    row('Equivalent full range', dollars(asOption.equivalentFullRange), 'V_eq = 4 x dollar gamma'),
    row('Leverage', leverage, 'that pool over this value'),
  ]
  const tone = report.coverage === null ? 'plain' : report.coverage >= 1 ? 'good' : 'bad'
  const pays = [
    row(
      'LVR',
      `${dollars(report.lvr_day)} a day`,
      `${grouped(report.lvrOverValue_day * 1e4, 3)} bp of value`,
    ),
    row('Fees', report.rent_day === null ? UNKNOWN : `${dollars(report.rent_day)} a day`, rentNote(report)),
    row(
      'Fees / LVR',
      report.coverage === null ? UNKNOWN : grouped(report.coverage, 2),
      'coverage, 1 breaks even',
      tone,
    ),
    row('Break-even turnover', percentOr(report.breakEvenTurnover_day), 'of value a day'),
    row('Pool implied vol', percentOr(report.breakEvenVolatility), 'a year: where fees just pay for LVR'),
  ]
  const groups: RowGroup[] = [
    { title: 'What it is', rows: holds },
    { title: 'What it earns and loses', rows: pays },
  ]
  if (blocks !== null) groups.push({ title: 'With fees and blocks', rows: blockRows(report, blocks) })
  return groups
}

function blockRows(report: PositionReport, blocks: NonNullable<PositionReport['blocks']>): readonly Row[] {
  const scale = report.asOption.equivalentFullRange
  return [
    row('Blocks with arbitrage', percent(blocks.tradeProbability), 'P_trade = 1 / (1 + eta), Poisson blocks'),
    row(
      'Arbitrage profit',
      `${money(blocks.arbitrageOverValue * scale)} a day`,
      'what LVR leaves to arbitrageurs',
    ),
    row(
      'Fees from arbitrage',
      `${money(blocks.feeIncomeOverValue * scale)} a day`,
      'LVR x (1 - P_trade), to leading order',
    ),
  ]
}

const percentOr = (value: number | null): string => (value === null ? UNKNOWN : percent(value))
const rentNote = (report: PositionReport): string =>
  report.rent_day === null ? 'needs --fee and --volume' : 'fee x volume served'

export function rangeTable(report: PositionReport): Table {
  const best = report.ranges.reduce<number>((top, each) => Math.max(top, each.net_day), -Infinity)
  return {
    caption: 'Ranges around the price, for the same capital',
    columns: ['half width', 'net/day', 'fees/day', 'LVR/day', 'exit days', 'leverage', 'from', 'to'].map(
      (title) => ({ title, numeric: true }),
    ),
    rows: report.ranges.map((each) => [
      percent(Math.expm1(each.halfWidth)),
      `${each.net_day === best ? '* ' : ''}${dollars(each.net_day)}`,
      dollars(each.rent_day),
      dollars(each.lvr_day),
      grouped(each.exitTime_days, 1),
      grouped(each.leverage, 1),
      significant(each.lowPrice, 4),
      significant(each.highPrice, 4),
    ]),
    note: 'Net: fees less expected LVR to the edge less re-centring (half the capital swapped at the fee, and gas), over the mean time to the edge. * is the best. Fees per unit of liquidity are held at what they are now.',
  }
}

export function hedgeTable(report: PositionReport, days: number): Table | null {
  const { hedge } = report
  if (hedge === null) return null
  const rent = report.rent_day === null ? null : report.rent_day * days
  return {
    caption: `Option hedge for ${grouped(days, 0)} days`,
    columns: [
      { title: 'buy', numeric: false },
      { title: 'strike', numeric: true },
      { title: 'quantity', numeric: true },
      { title: 'price', numeric: true },
      { title: 'cost', numeric: true },
    ],
    rows: hedge.legs.map((leg) => [
      leg.right === 'C' ? 'calls' : 'puts',
      strike(Number(leg.strike.toPrecision(6))),
      significant(leg.quantity),
      significant(leg.price),
      dollars(leg.quantity * leg.price),
    ]),
    note:
      `Premium ${dollars(hedge.premium)} (spread included) against an expected LVR of ${dollars(hedge.expectedLvr)}` +
      `${rent === null ? '' : ` and fees of ${dollars(rent)} if the price stays inside`}. ` +
      `At expiry position and options are a straight line in price to within ${dollars(hedge.shortfallMax)}.`,
  }
}

export function divergenceTable(report: PositionReport): Table {
  return {
    caption: 'Divergence loss against holding (not LVR)',
    columns: [
      { title: 'price becomes', numeric: true },
      { title: 'loss', numeric: true },
    ],
    rows: report.divergence.map(({ priceRatio, share }) => [`x ${significant(priceRatio)}`, percent(share)]),
    note: null,
  }
}
