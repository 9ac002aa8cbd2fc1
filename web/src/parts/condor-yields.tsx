import type { YieldsWords } from '../../../src/face/view/yields.ts'
import { Rows } from './condor-figures.tsx'
import { DataTable } from './data-table.tsx'

/** Folded, so that the page stays calm: what the condor yields and what a stress costs. */
export function CondorYields({ words }: { readonly words: YieldsWords | null }) {
  if (words === null) return null
  return (
    <details class="yields">
      <summary>
        <h3>{words.title}</h3> <span class="quiet small">{words.summary}</span>
      </summary>
      {words.tables.map((table) => (
        <DataTable table={table} key={table.caption} />
      ))}
      <Rows rows={words.rows} />
    </details>
  )
}
