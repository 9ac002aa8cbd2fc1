import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addRunOptions, askedRun, type RunOptions } from './backtest-options.ts'

/** What the options come to, read by the parser that the commands use. */
const asked = (...args: readonly string[]) => askedOf(0, ...args)

function askedOf(tests: number, ...args: readonly string[]) {
  const command = addRunOptions(new Command('test'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  command.parse(args, { from: 'user' })
  return askedRun(command.opts<RunOptions>(), tests)
}

describe('the options of a run', () => {
  it('default to the whole of the indexed data, with entries at natural on the snapshot before', () => {
    const found = asked()
    expect(found).toMatchObject({
      ok: true,
      value: {
        request: { data: 'indexed', from: null, to: null },
        options: {
          entries: 'same-snapshot',
          costs: 'table',
          margin: 'reg-t',
          slippage_share: 0,
          entryEvery: 1,
          seed: null,
        },
        account_dollars: null,
        study: 'default',
        resamples: 2000,
      },
    })
  })
  it('read what is asked for; a seed is of a simulated world only', () => {
    const found = asked(
      '--data',
      'simulated',
      '--seed',
      '9',
      '--slippage',
      '0.25',
      '--account',
      '50000',
      '--to',
      '2026-01-02',
    )
    expect(found).toMatchObject({
      ok: true,
      value: {
        request: { seed: 9, to: '2026-01-02' },
        options: { slippage_share: 0.25, seed: 9 },
        account_dollars: 50_000,
      },
    })
  })
  it.each([
    ['--from', ['--from', '2010-02-30']],
    ['--to', ['--to', 'tomorrow']],
    ['--to', ['--to', '1985-01-02']],
    ['--slippage', ['--slippage', '-1']],
    ['--slippage', ['--slippage', '5%']],
    ['--seed', ['--seed', '1.5']],
    ['--years', ['--years', '40']],
    ['--entry-every', ['--entry-every', '0']],
    ['--entry-phase', ['--entry-every', '5', '--entry-phase', '5']],
    ['--account', ['--account', '1e9']],
    ['--resamples', ['--resamples', '10']],
    ['--study', ['--study', ' ']],
  ])('refuse a bad %s: %j', (field, args) => {
    expect(asked(...args)).toMatchObject({ ok: false, refusal: { code: 'command.bad-input', field } })
  })
  it('resample often enough for the p-values that are adjusted together, and refuse to do it less often', () => {
    const resamples = (tests: number, ...args: readonly string[]) => {
      const found = askedOf(tests, ...args)
      return found.ok ? found.value.resamples : found.refusal.wanted
    }
    expect([resamples(0), resamples(2), resamples(10), resamples(12)]).toEqual([2000, 2000, 2000, 2399])
    expect(resamples(0, '--resamples', '100')).toBe(100)
    expect(resamples(2, '--resamples', '399')).toBe(399)
    expect(resamples(2, '--resamples', '398')).toMatch(/^399 or more: .* 2 rule sets/)
    expect(resamples(3, '--resamples', '10')).toBe('a whole number from 100 to 100000')
  })
  it.each([
    ['--data', 'made-up'],
    ['--costs', 'free'],
    ['--margin', 'none'],
    ['--entries', 'never'],
    ['--mode', 'kind'],
  ])('know no %s %s', (name, value) => {
    expect(() => asked(name, value)).toThrow(/Allowed choices/)
  })
})
