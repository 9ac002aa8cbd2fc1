/** New condors and the rest of a judgement apart, as the moment asks for the one or the other. */
import type { Intent } from '../../policy/intent.ts'
import type { Judged } from './backtest-setup.ts'

export const openingsOf = (judged: Judged): readonly Intent[] =>
  judged.openings ?? judged.intents.filter(({ kind }) => kind === 'open-condor')

export const upkeepOf = (judged: Judged): readonly Intent[] =>
  judged.upkeep ?? judged.intents.filter(({ kind }) => kind !== 'open-condor')

/** Why no condor is opened: by the gate where the judge tells them apart, else what the decision says. */
export const refusalsOf = (judged: Judged): readonly string[] =>
  judged.refusals ??
  judged.intents.flatMap((intent) => (intent.kind === 'stand-aside' ? [intent.because] : []))
