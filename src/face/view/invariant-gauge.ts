/** An invariant of an open condor in words, with a gauge for each of its two deviations. */
import type { Attribution } from '../../policy/invariant/attribution.ts'
import type { Bands } from '../../policy/invariant/bands.ts'
import type { MonitorVerdict } from '../../policy/invariant/monitor.ts'
import type { PositionInvariant } from '../../policy/position/position-decision.ts'
import { UNKNOWN } from './figure.ts'
import { asSentence } from './listed.ts'
import { grouped, percent, significant, signed } from './numbers.ts'
import { type Stretch, placer } from './position-bars.ts'
import type { Tone } from './words.ts'

/** One deviation against its bands. */
export interface Gauge {
  /** `k` or `x/y`. */
  readonly name: string
  /** `+0.083`, natural log; or unknown. */
  readonly deviation: string
  /** `41% of the act band`; empty where unknown. */
  readonly share: string
  /** `spot −0.120, vol +0.203`; why there is none where it is unknown. */
  readonly attribution: string
  /** `warns at ±0.155, acts at ±0.207`. */
  readonly bands: string
  readonly tone: Tone
  /** On a bar around zero; null where the deviation is unknown. */
  readonly at: number | null
  readonly quiet: Stretch
  readonly warn: Stretch
}

export interface InvariantWords {
  readonly id: string
  readonly label: string
  /** `Watched by the rules` or `Diagnostic`. */
  readonly watched: boolean
  readonly verdict: MonitorVerdict
  readonly verdictText: string
  readonly tone: Tone
  /** `k = 11.7 against 10.8; credit 13.45 × moves 0.87`. */
  readonly product: string
  readonly says: string
  /** Of k and of the ratio; none where both are unknown. */
  readonly gauges: readonly Gauge[]
  /** Why both are unknown; null where one is known. */
  readonly unknown: string | null
  /** How wide the bands are and why. */
  readonly bandsNote: string
}

const VERDICTS: Readonly<Record<MonitorVerdict, { readonly text: string; readonly tone: Tone }>> = {
  quiet: { text: 'quiet', tone: 'good' },
  warn: { text: 'warns', tone: 'warn' },
  act: { text: 'acts', tone: 'bad' },
  breach: { text: 'breached', tone: 'bad' },
  unknown: { text: 'unknown', tone: 'quiet' },
}

export function invariantWords(invariant: PositionInvariant): InvariantWords {
  const { reading, verdict, watched, says, suggestion, kBands, ratioDeviation } = invariant
  const note = invariant.attributionNote
  const isUnknown = reading.deviation === null && ratioDeviation === null
  const { text, tone } = VERDICTS[verdict]
  const asks = suggestion === null ? '' : ` The signs ask for: ${suggestion}.`
  return {
    id: reading.id,
    label: reading.label,
    watched,
    verdict,
    verdictText: text,
    tone,
    product: productText(invariant),
    says: `${asSentence(says)}${asks}`,
    gauges: isUnknown
      ? []
      : [
          gauge('k', reading.deviation, kBands, invariant.kAttribution, note),
          gauge('x/y', ratioDeviation, invariant.ratioBands, invariant.ratioAttribution, note),
        ],
    unknown: isUnknown ? asSentence(`deviations unknown${note === '' ? '' : `: ${note}`}`) : null,
    bandsNote: bandsNote(kBands),
  }
}

function productText({ reading: { k, baseline, x, y, xLabel, yLabel, note } }: PositionInvariant): string {
  const number = (value: number | null): string => (value === null ? UNKNOWN : significant(value, 4))
  const product = `${xLabel} ${number(x)} × ${yLabel} ${number(y)}`
  return `k = ${number(k)} against ${number(baseline)} at entry, aged; ${product}${note === '' ? '' : `; ${note}`}`
}

/** The bar runs this many act bands to either side. */
const REACH = 1.5

function gauge(
  name: string,
  deviation: number | null,
  { warn, act }: Bands,
  attribution: Attribution | null,
  note: string,
): Gauge {
  const at = placer(-REACH * act, REACH * act)
  const size = deviation === null ? null : Math.abs(deviation)
  return {
    name,
    deviation: deviation === null ? UNKNOWN : signed(deviation, 3),
    share: size === null ? '' : `${grouped((100 * size) / act, 0)}% of the act band`,
    attribution: attribution === null ? note : attributionText(attribution),
    bands: `warns at ±${grouped(warn, 3)}, acts at ±${grouped(act, 3)}`,
    tone: size === null ? 'quiet' : size >= act ? 'bad' : size >= warn ? 'warn' : 'good',
    at: deviation === null ? null : at(deviation),
    quiet: { from: at(-warn), to: at(warn) },
    warn: { from: at(-act), to: at(act) },
  }
}

/** Time is what ageing the baseline has taken out: it is said, and is no part of the sum. */
function attributionText({ spot, volatility, other, adjust, time }: Attribution): string {
  const parts = [
    `spot ${signed(spot, 3)}`,
    `vol ${signed(volatility, 3)}`,
    ...(Math.abs(other) < 5e-4 ? [] : [`rates ${signed(other, 3)}`]),
    ...(Math.abs(adjust) < 5e-4 ? [] : [`baseline factor ${signed(-adjust, 3)}`]),
  ]
  return `${parts.join(', ')}; time ${signed(time, 3)} aged out`
}

function bandsNote({ tenorScale, noise, widenedByNoise, chanceOneSession }: Bands): string {
  const scale = widenedByNoise
    ? 'Bands as wide as a session of noise'
    : `Bands × ${grouped(tenorScale, 2)} for the time left`
  const chance =
    chanceOneSession === null
      ? 'the chance that noise alone acts is unknown'
      : `noise alone acts in a session with a chance of ${percent(chanceOneSession)}`
  const size = noise === null ? '' : `; noise of a session ±${grouped(noise, 3)}`
  return `${scale}${size}; ${chance}.`
}
