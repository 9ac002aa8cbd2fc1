import { useState } from 'preact/hooks'
import { dollars, grouped } from '../../../src/face/view/numbers.ts'
import type { CandidateCondor, Decision } from '../../../src/policy/decision.ts'
import { type PayoffPoint, describePayoff, payoffChart, payoffPoints } from '../charts/payoff.ts'
import { bleedChart } from '../charts/bleed.ts'
import { Chart } from './chart.tsx'

interface Props {
  readonly decision: Decision
  readonly condor: CandidateCondor
}

export function PayoffCard({ decision, condor }: Props) {
  const [pointed, setPointed] = useState<PayoffPoint | null>(null)
  const points = payoffPoints(condor)
  const onPoint = (value: unknown) => setPointed((value as PayoffPoint | null) ?? null)
  return (
    <figure class="chart payoff">
      <figcaption>
        <span>Profit and loss by index level, dollars for one condor, from the natural credit</span>
        <ul class="legend">
          <li class="key-expiry">At expiry</li>
          <li class="key-today">Today</li>
          <li class="key-bleed">LVR a day (shading, and below)</li>
        </ul>
      </figcaption>
      <Chart
        description={describePayoff(decision, condor)}
        draw={(width) => payoffChart(decision, condor, points, width)}
        onPoint={onPoint}
      />
      <Chart
        description={`Loss versus rebalancing per trading day by index level, from ${range(points)}.`}
        draw={(width) => bleedChart(points, width)}
      />
      <p class="readout quiet small">
        {pointed === null
          ? 'Point at the chart to read it.'
          : `At ${grouped(pointed.spot, 0)}: ${dollars(Math.round(pointed.expiry))} at expiry, ` +
            `${dollars(Math.round(pointed.today))} today, LVR ${dollars(pointed.lvr)} a day.`}
      </p>
    </figure>
  )
}

function range(points: readonly PayoffPoint[]): string {
  const values = points.map((point) => point.lvr)
  return `${dollars(Math.min(...values))} to ${dollars(Math.max(...values))}`
}
