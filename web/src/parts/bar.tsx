/** Small bars beside their numbers. They repeat what stands in text, so they are hidden from those who do not see them. */
import type { Gauge } from '../../../src/face/view/invariant-gauge.ts'
import type { Step } from '../../../src/face/view/position-bars.ts'

/** A bar's length in its own units; it is stretched to whatever width there is. */
const LENGTH = 1000

const stretched = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  x: from * LENGTH,
  width: Math.max(0, to - from) * LENGTH,
})

/** A deviation against its warn and act bands. */
export function GaugeBar({ gauge }: { readonly gauge: Gauge }) {
  const { at, quiet, warn, tone } = gauge
  return (
    <svg
      class="bar gauge-bar"
      viewBox={`0 0 ${LENGTH} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="zone-act" x={0} width={LENGTH} y={3} height={8} />
      <rect class="zone-warn" {...stretched(warn)} y={3} height={8} />
      <rect class="zone-quiet" {...stretched(quiet)} y={3} height={8} />
      <line class="zero" x1={LENGTH / 2} x2={LENGTH / 2} y1={1} y2={13} />
      {at !== null && (
        <line class={`needle needle-${tone}`} x1={at * LENGTH} x2={at * LENGTH} y1={0} y2={14} />
      )}
    </svg>
  )
}

/** One step of a waterfall, on the bar that all its steps share. */
export function StepBar({ step, zero }: { readonly step: Step; readonly zero: number }) {
  return (
    <svg
      class="bar step-bar"
      viewBox={`0 0 ${LENGTH} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <line class="zero" x1={zero * LENGTH} x2={zero * LENGTH} y1={0} y2={14} />
      <rect class={step.value < 0 ? 'step-loss' : 'step-gain'} {...stretched(step)} y={3} height={8} />
    </svg>
  )
}
