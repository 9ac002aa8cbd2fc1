/** The book, or what the rules would open today, led through episodes of the past. */
import { isoDate } from '../../base/calendar/civil.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { STRESS_EPISODES } from '../../engine/stress/episodes-table.ts'
import { replayStress, type StressBook, type StressReplay } from '../../engine/stress/replay-stress.ts'
import { stressEpisode } from '../../engine/stress/stress-episode.ts'
import type { BookFacts, HeldHedge } from '../../policy/book-facts.ts'
import type { CandidateCondor, Decision } from '../../policy/decision.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { embeddedIndex } from '../series/embedded-index.ts'

/** `book`: only what is held; `candidate`: only what the rules would open; `either`: the book where anything to replay is held. */
export type StressSubject = 'book' | 'candidate' | 'either'

export interface StressAnswer {
  readonly schema: 'kondor.stress/1'
  /** Whether what is replayed is held. */
  readonly of: 'book' | 'candidate'
  /** What it is, in words. */
  readonly says: string
  readonly decision: Decision
  readonly replays: readonly StressReplay[]
  /** Held trades that no rule speaks of: not replayed. */
  readonly others: BookFacts['others']
}

export interface StressInputs {
  readonly facts: MarketFacts
  readonly held: BookFacts
  readonly decision: Decision
}

/** @param episode its id, or `all` */
export async function stressOf(
  { facts, held, decision }: StressInputs,
  subject: StressSubject,
  episode: string,
): Promise<Result<StressAnswer>> {
  const rows = STRESS_EPISODES.filter(({ id }) => episode === 'all' || id === episode)
  if (rows.length === 0) {
    const wanted = `${STRESS_EPISODES.map(({ id }) => id).join(', ')} or all`
    return refused(
      refuse('command.bad-input', { field: '--episode', was: episode, wanted, source: 'command line' }),
    )
  }
  const chosen = subjectOf(held, decision, subject)
  if (!chosen.ok) return chosen
  const index = await embeddedIndex()
  const replays: StressReplay[] = []
  for (const row of rows) {
    const moves = stressEpisode(row, index.ok ? index.value : null)
    const replay = moves.ok ? replayStress(facts, chosen.value.book, moves.value) : moves
    if (!replay.ok) return replay
    replays.push(replay.value)
  }
  const { of, says } = chosen.value
  return accepted({ schema: 'kondor.stress/1', of, says, decision, replays, others: held.others })
}

interface Chosen {
  readonly of: StressAnswer['of']
  readonly says: string
  readonly book: StressBook
}

function subjectOf(held: BookFacts, decision: Decision, subject: StressSubject): Result<Chosen> {
  const { positions, hedges } = held
  const options = held.indexOptions.filter(({ closesDelta }) => closesDelta)
  const isHeld = positions.length + options.length + hedges.length > 0
  if (isHeld && subject !== 'candidate') {
    const closing = options.length === 0 ? '' : `, options that close delta ${options.length}`
    const says = `The book: condors open ${positions.length}${closing}, instruments on volatility ${hedges.length}`
    return accepted({ of: 'book', says, book: { condors: positions, options, hedges } })
  }
  const [candidate] = decision.candidates
  if (subject === 'book' || candidate === undefined) {
    const [was, wanted] =
      subject === 'book'
        ? ['nothing held', 'an open condor or hedge, or what closes delta, in the journal']
        : ['no condor on this chain', 'a chain on which the rules find their condor']
    return refused(refuse('command.bad-input', { field: 'book', was, wanted, source: 'stress replay' }))
  }
  const open = decision.intents.find((intent) => intent.kind === 'open-condor')
  const contracts = open?.kind === 'open-condor' ? open.contracts : 1
  const hedge = boughtHedges(decision)
  const stance = open === undefined ? ', which stand aside today: one contract of it' : ''
  return accepted({
    of: 'candidate',
    says: `The condor of the rules ${decision.rules.name}${stance}`,
    book: { condors: [{ ...condorOfCandidate(candidate), contracts }], options: [], hedges: hedge },
  })
}

function condorOfCandidate({ id, root, expiration, legs }: CandidateCondor) {
  const at = (i: number) => {
    const { right, strike_points, quantity } = legs[i]
    return { right, strike_points, quantity }
  }
  return { trade: id, root, expiration: isoDate(expiration), legs: [at(0), at(1), at(2), at(3)] as const }
}

/** What the ladder of the rules would buy beside it. */
function boughtHedges({ intents }: Decision): readonly HeldHedge[] {
  return intents.flatMap((intent) =>
    intent.kind !== 'hedge'
      ? []
      : intent.orders.flatMap(({ legs, units }) =>
          legs.map(({ instrument, quantity }) => ({
            trade: intent.layerId,
            instrument,
            quantity: quantity * units,
            cost_cents: 0 as HeldHedge['cost_cents'],
            layerId: intent.layerId,
          })),
        ),
  )
}
