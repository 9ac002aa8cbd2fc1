import type { TodayWords } from '../../../src/face/view/today.ts'
import type { Decision } from '../../../src/policy/decision.ts'
import { describeTermStructure, termStructureChart } from '../charts/term-structure.ts'
import { Chart } from './chart.tsx'
import { Rows } from './condor-figures.tsx'
import { DataTable } from './data-table.tsx'

export function Market(props: { readonly decision: Decision; readonly words: TodayWords }) {
  const { decision, words } = props
  return (
    <section class="card" aria-labelledby="market-title">
      <h2 id="market-title">Market</h2>
      <div class="market-columns">
        <Rows rows={words.market} />
        {decision.expiries.length > 1 && (
          <figure class="chart">
            <figcaption>At-the-money volatility by days to settlement, vol points</figcaption>
            <Chart
              description={describeTermStructure(decision)}
              draw={(width) => termStructureChart(decision, width)}
            />
          </figure>
        )}
      </div>
      <details>
        <summary>All {decision.expiries.length} expiries</summary>
        <DataTable table={words.expiries} />
      </details>
    </section>
  )
}
