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
          variant.formula,
        ]),
        note: `Shares of the index, ${rung}. Longer IV is ${longerFrom}.`,
      },
    ],
    notes: remarks,
    imports: importsOf([needs]),
  })
}

const statusOf = ({ valid, isDefault }: EdrVariant): string =>
  !valid ? 'not valid' : isDefault ? 'default' : 'valid'
