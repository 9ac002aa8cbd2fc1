import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { counted, grouped, largeDollars, strike } from '../numbers.ts'
import { type IndicatorSection, section, unknownSection } from './section.ts'

const TITLE = 'Dealer gamma'

/** Total, flip level and the largest strikes. The sign is an assumption, and it stands first. */
export function gammaSection({ gamma }: IndicatorBoard): IndicatorSection {
  if (!gamma.known) return unknownSection('gamma', TITLE, gamma)
  const { value } = gamma
  const flip = value.flip_points
  const range = `${grouped(value.flipLow_points, 0)} to ${grouped(value.flipHigh_points, 0)}`
  const plain = { asOf: null, tone: 'plain' } as const
  return section('gamma', TITLE, {
    lines: [
      {
        ...plain,
        label: 'Total, for a move of 1%',
        value: largeDollars(value.total_dollars_per_percent),
        note: `dollars of index dealers sell after a rise; negative: buy. ${value.convention}`,
      },
      {
        ...plain,
        label: 'Flip level',
        value: flip === null ? 'none' : grouped(flip, 1),
        note:
          flip === null
            ? `the total keeps its sign from ${range}`
            : `where the total changes sign, nearest to spot ${grouped(value.spot_points, 1)}, searched from ${range}`,
      },
      {
        ...plain,
        label: 'Contracts counted',
        value: counted(value.contractsCounted, 'contract'),
        note: 'net of calls and puts of a strike',
      },
    ],
    tables: [
      {
        caption: 'Strikes with the largest dealer gamma',
        columns: [
          { title: 'Strike', numeric: false },
          { title: 'Gamma for 1%', numeric: true },
        ],
        rows: value.top.map((each) => [
          strike(each.strike_points),
          largeDollars(each.gamma_dollars_per_percent),
        ]),
        note: null,
      },
    ],
    notes: [`The sign is ${value.assumption}.`],
  })
}
