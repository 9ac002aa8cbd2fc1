import type { EdrVariant } from '../../../policy/indicator/edr-variants.ts'
import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { UNKNOWN } from '../figure.ts'
import { percent } from '../numbers.ts'
import { type IndicatorSection, importsOf, section } from './section.ts'

/** Every published formula; the default marked, the one without a common unit shown as printed and never used. */
export function edrSection({ edr }: IndicatorBoard): IndicatorSection {
  const { variants, rung, longerFrom, needs } = edr
  const remarks = variants.filter(({ note }) => note !== '').map(({ id, note }) => `${id}: ${note}.`)
  return section('edr', 'Expected daily range', {
    tables: [
      {
        caption: 'Expected daily range by formula',
        columns: [
          { title: 'Variant', numeric: false },
          { title: 'A day', numeric: true },
          { title: 'Status', numeric: false },
          { title: 'Formula', numeric: false },
        ],
        rows: variants.map((variant) => [
          variant.id,
          variant.fraction === null ? (variant.valid ? UNKNOWN : 'none') : percent(variant.fraction),
          statusOf(variant),
          FORMULAS[variant.id] ?? variant.formula,
        ]),
        note: `Shares of the index, ${rung}. m is the multiplier of the rules, clipped to 0.8..2.0 in the default; longer IV is ${longerFrom}; 60/40 is 0.6 VIX9D + 0.4 HV20.`,
      },
    ],
    notes: remarks,
    imports: importsOf([needs]),
  })
}

/** As short as a terminal's column; the data has them in full. */
const FORMULAS: Readonly<Record<string, string>> = {
  'blend-60-40': 'm × 60/40 / √252',
  vix: 'VIX / √252',
  mean: 'm × mean(VIX9D, HV20) / √252',
  'blend-65-35': 'm × 65/35 / √252',
  'vix9d-times-ratio': 'VIX9D / √252 × HV20 / longer IV',
  'eight-tenths': '0.8 × VIX / 16, per cent',
  'printed-sum': '0.1 VIX9D + 0.5 HV20 × m',
}

const statusOf = ({ valid, isDefault }: EdrVariant): string =>
  !valid ? 'not valid' : isDefault ? 'default' : 'valid'
