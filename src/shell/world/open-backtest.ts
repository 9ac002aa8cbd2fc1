/** Opens the days a request asks for, and runs rule sets over them. */
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { refused, type Result } from '../../base/vocabulary/result.ts'
import type { BacktestRun } from '../../engine/backtest/backtest-run.ts'
import { type BacktestSetup, runsInStep } from '../../engine/backtest/run-backtest.ts'
import type { Store } from '../store/store.ts'
import type { BacktestRequest, BacktestSource } from './backtest-source.ts'
import { indexedSource } from './indexed-source.ts'

export async function openBacktest(store: Store, request: BacktestRequest): Promise<Result<BacktestSource>> {
  const { from, to, data } = request
  if (from !== null && to !== null && from >= to) {
    const details = {
      field: '--from',
      was: `${from}, to ${to}`,
      wanted: 'a day before --to',
      source: 'command line',
    }
    return refused(refuse('command.bad-input', details))
  }
  const refusal = unfitSnapshots(request)
  if (refusal !== null) return refused(refusal)
  if (data === 'indexed') return indexedSource(store, request)
  // Loaded here, because the index needs neither.
  if (data === 'quoted') return (await import('./quoted-source.ts')).quotedSource(store, request)
  return (await import('./simulated-source.ts')).simulatedSource(request)
}

/** A simulated session is divided as often as asked; the last part must leave its options time to be priced in. */
const SIMULATED_SNAPSHOTS_MAX = 13

/** Why the data has no such snapshots; null where it has. */
function unfitSnapshots({ data, snapshots = 1 }: BacktestRequest): Refusal | null {
  if (snapshots === 1) return null
  const asked = { field: '--snapshots', was: String(snapshots), source: 'command line' }
  if (data === 'indexed') {
    return refuse('command.bad-input', {
      ...asked,
      wanted: '1: the index history at hand is of daily closes, and nothing within a day is known of it',
      fix: 'Import chains of several times a day and run with --data quoted --snapshots all, or use --data simulated.',
    })
  }
  if (data === 'quoted') {
    const wanted = '1, the last of each session, or all that are stored'
    return snapshots === 'all' ? null : refuse('command.bad-input', { ...asked, wanted })
  }
  const wanted = `a whole number from 1 to ${SIMULATED_SNAPSHOTS_MAX} of a simulated session`
  return snapshots !== 'all' && snapshots <= SIMULATED_SNAPSHOTS_MAX
    ? null
    : refuse('command.bad-input', { ...asked, wanted })
}

/** All runs share each day. `onDay` hears how many days are done. */
export async function runSource(
  source: BacktestSource,
  setups: readonly BacktestSetup[],
  onDay: (done: number) => void = () => undefined,
): Promise<readonly BacktestRun[]> {
  const runs = runsInStep(setups.map((setup) => ({ ...setup, dataHash: source.dataHashOf(setup.rules) })))
  let done = 0
  for await (const day of source.days()) {
    runs.advance(day)
    done += 1
    onDay(done)
  }
  return runs.finish()
}
