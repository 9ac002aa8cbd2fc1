import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'

/** Why something is refused to a decision on a market that was moved by hand. */
export const whatIf = (field: '--record' | '--ticket', shocks: string): Refusal =>
  refuse('command.bad-input', {
    field,
    was: `a market moved by hand: ${shocks}`,
    wanted: 'the market as it is: leave --shock out',
    source: 'command line',
  })
