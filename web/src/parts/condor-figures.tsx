import type { Row, RowGroup } from '../../../src/face/view/words.ts'

export function CondorFigures({ groups }: { readonly groups: readonly RowGroup[] }) {
  return (
    <div class="figure-groups">
      {groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <Rows rows={group.rows} />
        </section>
      ))}
    </div>
  )
}

/** Values longer than this stand below their label. */
const STACK_OVER = 28
/** Values up to this length never break: a minus stays with its number. */
const UNBROKEN_TO = 16

/** Label left, value right in tabular figures, caveat below. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="rows">
      {rows.map((row, index) => (
        <div class={row.value.length > STACK_OVER ? 'row row-stacked' : 'row'} key={index}>
          <dt>{row.label}</dt>
          <dd class={valueClass(row)}>{row.value}</dd>
          {row.note !== null && <dd class="note">{row.note}</dd>}
        </div>
      ))}
    </dl>
  )
}

const valueClass = ({ value, tone }: Row): string =>
  `value tone-${tone}${value.length <= UNBROKEN_TO ? ' unbroken' : ''}`

export function Warnings({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <ul class="warnings">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
