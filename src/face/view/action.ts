/** What is done with open positions, in a word. */
import type { PositionAction } from '../../policy/intent.ts'
import type { PositionDecision } from '../../policy/position/position-decision.ts'
import { grouped } from './numbers.ts'
import { listed } from './listed.ts'
import type { Tone } from './words.ts'

interface ActionWords {
  readonly verb: string
  readonly tone: Tone
}

/** In the order in which a reader must know of them. */
const ACTIONS: Readonly<Record<PositionAction, ActionWords>> = {
  close: { verb: 'Close', tone: 'bad' },
  roll: { verb: 'Roll', tone: 'warn' },
  'roll-back': { verb: 'Roll back', tone: 'warn' },
  're-strike': { verb: 'Re-strike', tone: 'warn' },
  resize: { verb: 'Resize', tone: 'warn' },
  hedge: { verb: 'Hedge', tone: 'warn' },
  hold: { verb: 'Hold', tone: 'good' },
}

export const actionWords = (action: PositionAction): ActionWords => ACTIONS[action]

/** Longer than this, trades are counted instead of named. */
const TITLE_LENGTH_MAX = 44

/** `Roll A, hold B and C`; many trades, or long names: `Roll 1, hold 12`. Empty where nothing is held. */
export function positionsTitle(positions: readonly PositionDecision[]): string {
  const groups = (Object.keys(ACTIONS) as PositionAction[])
    .map((action) => ({
      verb: ACTIONS[action].verb,
      trades: positions.filter((one) => one.action === action).map(({ trade }) => trade),
    }))
    .filter(({ trades }) => trades.length > 0)
  const say = (of: (trades: readonly string[]) => string): string =>
    groups
      .map(({ verb, trades }, index) => `${index === 0 ? verb : verb.toLowerCase()} ${of(trades)}`)
      .join(', ')
  const named = say(listed)
  return named.length <= TITLE_LENGTH_MAX ? named : say((trades) => grouped(trades.length, 0))
}
