import type { AccountState } from '../kernel/account-state.ts'
import type { CostRules } from '../../policy/rules/rule-set.ts'
import type { SettlementBasis } from './backtest-day.ts'
import type { BacktestOptions } from './backtest-options.ts'
import type { RunNote } from './backtest-run.ts'

/** What has to stand over every figure of a run: the assumptions without which the figures would be others. */
export function runBanners(run: {
  readonly options: BacktestOptions
  /** What the rule set assumes. */
  readonly costs: CostRules
  readonly log: readonly RunNote[]
  /** Where AM settlement values came from. */
  readonly bases: ReadonlySet<SettlementBasis>
  readonly account: AccountState
}): readonly string[] {
  const { options, costs, log, bases, account } = run
  const has = (code: string): boolean => log.some((one) => one.code === code)
  return [
    ...(isFree(options, costs) ? ['ZERO COSTS: no commissions or fees; nobody trades like this'] : []),
    ...(options.entries === 'same-snapshot'
      ? [
          'same-snapshot: entries fill at natural on the snapshot whose strikes they take, on signals of the one before',
        ]
      : []),
    ...(bases.has('prior-close')
      ? ['AM expiries settle on the close before: no opening quotation is at hand']
      : []),
    ...(options.margin === 'portfolio'
      ? ['portfolio margin is approximate and may lie below the worst loss']
      : []),
    ...(has('counterfactual-expiry') ? ['some expiries were not listed on their day: modelled only'] : []),
    ...(account.awaiting.length > 0
      ? [`expired, unsettled at the end: ${account.awaiting.join(', ')}; their last marks stand`]
      : []),
    ...(account.equity_cents <= 0 ? ['the account was ruined'] : []),
  ]
}

const isFree = ({ costs }: BacktestOptions, rules: CostRules): boolean =>
  costs === 'none' || (costs === 'rules' && rules.commission_dollars + rules.fees_dollars === 0)
