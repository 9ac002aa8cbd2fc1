/** Runs side by side, and differences, in words. */
import type {
  ComparisonEvidence,
  DifferenceFigure,
  RunEvidence,
} from '../../engine/evidence/evidence-report.ts'
import { WIN_RATE_NOTE } from '../../engine/evidence/win-rate.ts'
import { intervalWords, valueWords, withInterval } from './evidence.ts'
import { formatValue, UNKNOWN } from './figure.ts'
import { grouped } from './numbers.ts'
import type { Table, Tone } from './words.ts'

const SIDE_BY_SIDE: readonly (readonly [id: string, title: string])[] = [
  ['excess-over-bills', 'Excess'],
  ['expectancy', 'Each, 95 %'],
  ['cvar-5', 'CVaR 5 %'],
  ['max-drawdown', 'Drawdown'],
  ['pnl-per-lvr', 'P&L/LVR'],
  ['kappa', 'κ'],
  ['costs', 'Costs'],
  ['trades', 'Closed'],
  ['win-rate', 'Won, 95 %'],
]
/** What is never shown without its interval. */
const WITH_INTERVAL: ReadonlySet<string> = new Set(['expectancy', 'win-rate'])

/** Key figures of each run, a line a run. */
export function sideBySide(runs: readonly RunEvidence[]): Table {
  return {
    caption: 'Side by side',
    columns: [
      { title: 'Rules', numeric: false },
      ...SIDE_BY_SIDE.map(([, title]) => ({ title, numeric: true })),
    ],
    rows: runs.map(({ provenance, figures }) => [
      provenance.label,
      ...SIDE_BY_SIDE.map(([id]) => {
        const found = figures.find((figure) => figure.id === id)
        if (found === undefined || found.value === null) return UNKNOWN
        const unit = found.unit === 'per year' ? 'fraction' : found.unit
        const words = (value: number): string =>
          formatValue(unit === 'dollars' ? Math.round(value) : value, unit)
        return WITH_INTERVAL.has(id) ? withInterval(found.value, found.interval, words) : words(found.value)
      }),
    ]),
    note: 'Excess: return above T-bills a year. Each: expectancy of a condor after costs. P&L/LVR: account less interest over the condors’ LVR. κ: what time paid over what LVR cost. Won is no edge.',
  }
}

/** `0.034`; `under 0.003` where no more can be told, by the resamples there were or by three decimals. */
function pWords(p: number, atFloor: boolean): string {
  if (atFloor) return `under ${grouped(Math.ceil(p * 1000) / 1000, 3)}`
  return p < 0.001 ? 'under 0.001' : grouped(p, 3)
}

interface DifferenceWords {
  readonly arm: string
  readonly value: string
  readonly interval: string
  readonly p: string
  readonly detectable: string
  readonly tone: Tone
}

/** The differences of one figure, an arm a row. */
function differences(evidence: ComparisonEvidence, id: string): readonly DifferenceWords[] {
  return evidence.arms.flatMap(({ provenance, differences: all }) => {
    const found = all.find((one) => one.id === id)
    return found === undefined ? [] : [differenceWords(provenance.label, found)]
  })
}

function differenceWords(arm: string, figure: DifferenceFigure): DifferenceWords {
  const { interval, unit, adjustedP, pAtFloor, minimumDetectable } = figure
  return {
    arm,
    value: valueWords(figure),
    interval: interval === null ? UNKNOWN : intervalWords(interval, unit),
    p: adjustedP === null ? UNKNOWN : pWords(adjustedP, pAtFloor),
    detectable: minimumDetectable === null ? UNKNOWN : formatValue(minimumDetectable, plainUnit(unit)),
    tone: interval === null ? 'plain' : interval.low > 0 ? 'good' : interval.high < 0 ? 'bad' : 'plain',
  }
}

const plainUnit = (unit: DifferenceFigure['unit']): DifferenceFigure['unit'] =>
  unit === 'dollars per day' ? 'dollars' : unit

/** Why a difference is unknown or has no interval, or what was left out of it; arms of one reason together. */
function reasonsOf(evidence: ComparisonEvidence, id: string): string | null {
  const arms = new Map<string, string[]>()
  for (const { provenance, differences: all } of evidence.arms) {
    const found = all.find((one) => one.id === id)
    if (found === undefined || found.note === null || (found.interval !== null && id !== 'daily-pnl'))
      continue
    // The caption says already what a win rate is not.
    const reason = found.note.replace(`${WIN_RATE_NOTE}; `, '')
    arms.set(reason, [...(arms.get(reason) ?? []), provenance.label])
  }
  const reasons = [...arms].map(([reason, labels]) => `${labels.join(', ')}: ${reason}.`)
  return reasons.length === 0 ? null : reasons.join(' ')
}

export function differenceTable(evidence: ComparisonEvidence, id: string, caption: string): Table {
  return {
    caption,
    columns: [
      { title: 'Rules', numeric: false },
      { title: 'Difference', numeric: true },
      { title: '95 %', numeric: true },
      { title: 'p (Holm)', numeric: true },
      { title: 'Detectable', numeric: true },
    ],
    rows: differences(evidence, id).map(({ arm, value, interval, p, detectable }) => [
      arm,
      value,
      interval,
      p,
      detectable,
    ]),
    note: reasonsOf(evidence, id),
  }
}

/** How many entry days the two have in common: what a difference a condor stands on. */
export function cycleWords({ arms, baseline }: ComparisonEvidence): string {
  const each = arms.map(
    ({ provenance: { label }, cycles, onlyInArm, onlyInBaseline }) =>
      `${label} ${grouped(cycles, 0)} (${grouped(onlyInArm, 0)} of its own, ${grouped(onlyInBaseline, 0)} only in ${baseline.label})`,
  )
  return `Entry days in common: ${each.join('; ')}. Differences a condor are of those in common; P&L a day is of all.`
}

/** What the family of all arms says at once: another test than that of each row, so its p is beside it. */
export function familyWords({ family, baseline }: ComparisonEvidence): string | null {
  if (family === null) return null
  const found = family.rows.filter(({ adjustedP }) => adjustedP < 0.05).map(({ label }) => label)
  const [least] = family.rows.toSorted((a, b) => a.adjustedP - b.adjustedP)
  const p = pWords(least.adjustedP, least.pAtFloor)
  const all = `over ${grouped(family.sessions, 0)} sessions, all of them tested at once (least p ${p})`
  return found.length === 0
    ? `No daily P&L is shown to differ from that of ${baseline.label} ${all}.`
    : `The daily P&L of ${found.join(', ')} differs from that of ${baseline.label} ${all}.`
}

/** The verdict over a comparison, by the intervals of the daily P&L's differences, after Holm. */
export function compareVerdict(evidence: ComparisonEvidence): {
  readonly verdict: string
  readonly tone: Tone
} {
  const { baseline, arms } = evidence
  const daily = arms.map(({ provenance, differences: all }) => ({
    label: provenance.label,
    figure: all.find(({ id }) => id === 'daily-pnl'),
  }))
  const sure = daily.filter(({ figure }) => figure?.adjustedP !== null && (figure?.adjustedP ?? 1) < 0.05)
  const better = sure.filter(({ figure }) => (figure?.value ?? 0) > 0).map(({ label }) => label)
  const worse = sure.filter(({ figure }) => (figure?.value ?? 0) < 0).map(({ label }) => label)
  if (better.length + worse.length === 0)
    return { verdict: `None is shown to differ from ${baseline.label}`, tone: 'plain' }
  const parts = [
    ...(better.length === 0 ? [] : [`${better.join(', ')} earned more`]),
    ...(worse.length === 0 ? [] : [`${worse.join(', ')} earned less`]),
  ]
  return { verdict: `${parts.join('; ')} than ${baseline.label}`, tone: better.length > 0 ? 'good' : 'bad' }
}
