/** Open positions as a person decides on them: trades typed in, a chain imported, the market moved by hand. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isoDate } from '../../src/base/calendar/civil.ts'
import { sessionsFrom } from '../../src/base/calendar/sessions.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { decisionSchema } from '../../src/face/api/decision-schema.ts'
import type { Decision, Reason } from '../../src/policy/decision.ts'
import { PRESETS } from '../../src/policy/rules/presets.ts'
import { openToday } from '../../src/shell/world/open-today.ts'
import { itWithRealData } from '../support/real-data.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-book-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function kondor(...args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env,
    cwd: home,
    maxBuffer: 1 << 26,
  })
}

function decided(...args: readonly string[]): { readonly text: string; readonly decision: Decision } {
  const { stdout, stderr, status } = kondor('today', '--json', ...args)
  expect([stderr, status]).toEqual(['', 0])
  return { text: stdout, decision: decisionSchema.parse(JSON.parse(stdout)) }
}

/** Every figure of a reason tree that is a number. */
const numbersIn = (reason: Reason): number =>
  reason.figures.filter(({ value }) => typeof value === 'number').length +
  reason.because.reduce((sum, one) => sum + numbersIn(one), 0)

const LEGS = [
  '2 SPXW  240216P04445000 @ 15.80',
  '-2 SPXW  240216P04495000 @ 20.30',
  '-2 SPXW  240216C04895000 @ 13.00',
  '2 SPXW  240216C04945000 @ 6.90',
]
const SHOCKS = ['--shock', 'near:spot=-3.5%', '--shock', 'vol:vol=+6'] as const

const ANY_OPEN_INTEREST = `extends: credit-distance+alvh
name: any-open-interest
sizing:
  openInterestShareMax: null
  volumeShareMax: null
`

describe('a book of three condors on the chain of 5 January 2024', () => {
  itWithRealData(
    'gets three different decisions whose reasons name the numbers, the same bytes twice',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    (file) => {
      expect(kondor('import', file).status).toBe(0)
      for (const trade of ['near', 'vol', 'quiet']) {
        const legs = LEGS.flatMap((leg) => ['--leg', leg])
        const opened = kondor(
          'position',
          'open',
          trade,
          '--at',
          '2024-01-05T15:45',
          '--fees',
          '10.48',
          ...legs,
        )
        expect(opened.status).toBe(0)
      }
      // By the preset's own caps the roll is kept back: next to nobody holds the wing it would buy.
      const kept = decided('--rules', 'credit-distance+alvh', ...SHOCKS).decision.positions[0]
      expect(kept).toMatchObject({ action: 'hold', orders: [] })
      expect(kept?.because).toMatch(
        /the open interest of the \d+ put is \d+, of which the rules take 0, 2 are wanted/,
      )
      const rules = path.join(home, 'any.yaml')
      fs.writeFileSync(rules, ANY_OPEN_INTEREST)
      const first = decided('--rules', rules, ...SHOCKS)
      expect(decided('--rules', rules, ...SHOCKS).text).toBe(first.text)
      const { positions, intents, ladder } = first.decision
      expect(positions.map(({ trade, action }) => [trade, action])).toEqual([
        ['near', 'roll'],
        ['vol', 'hedge'],
        ['quiet', 'hold'],
      ])
      for (const { reason, mark, ledger, invariants } of positions) {
        expect(numbersIn(reason)).toBeGreaterThan(10)
        expect(invariants.filter(({ watched }) => watched)).toHaveLength(1)
        expect(ledger?.total_dollars).toBeCloseTo(mark?.pnlAtMid_dollars ?? Number.NaN, 2)
      }
      const [near] = positions
      expect(near?.shock).toContain('spot')
      expect(near?.orders.map(({ units }) => units)).toEqual([2, 2])
      // The ladder stands on a VIX history that is not at hand here: unknown is said, never zero.
      expect(ladder?.layers.map(({ action }) => action)).toEqual(['unknown', 'unknown', 'unknown'])
      expect(intents.filter(({ kind }) => kind === 'roll')).toHaveLength(1)
    },
  )
  itWithRealData(
    'is decided on by every preset, and recorded once',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async () => {
      // In this process: the facts are read once for all presets.
      vi.stubEnv('KONDOR_HOME', home)
      const source = await openToday({
        chainFile: null,
        asOf: null,
        rate: null,
        locale: null,
        allowPartial: false,
      })
      vi.unstubAllEnvs()
      if (!source.ok) throw new Error(source.refusal.fix)
      for (const { name } of PRESETS) {
        const made = mustAccept(source.value.decide(name))
        const { positions } = decisionSchema.parse(JSON.parse(JSON.stringify(made)))
        expect(
          positions.map(({ trade }) => trade),
          name,
        ).toEqual(['near', 'vol', 'quiet'])
      }
      // Recorded once however often it is made: the same bytes from a restarted process.
      const { text, decision } = decided('--rules', 'credit-distance')
      expect(decided('--rules', 'credit-distance').text).toBe(text)
      expect(decision.positions[0]?.entryNote).toContain('from spx_quotedata.csv')
      const lines = kondor('journal', 'export').stdout.trim().split('\n')
      expect(lines.filter((line) => line.includes('"decision-recorded"'))).toHaveLength(1)
      // No closes of the index are at hand, so the forecast is unknown, and a baseline is kept only when it is whole.
      expect(lines.filter((line) => line.includes('"baseline-recorded"'))).toEqual([])
      expect(kondor('journal', 'verify').status).toBe(0)
    },
  )
  itWithRealData(
    'keeps the state it was sold in once that is whole, and is decided on as of any day before',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    () => {
      const closes = sessionsFrom(isoDate('2012-01-03'), isoDate('2024-01-05')).map(
        (date, i) => `${date},${(4700 * Math.exp(i % 2 === 0 ? 0.004 : 0)).toFixed(2)}`,
      )
      const file = path.join(home, 'SPX.csv')
      fs.writeFileSync(file, ['DATE,SP500', ...closes].join('\n'))
      expect(kondor('import', file).stderr).toBe('')
      const { decision } = decided('--rules', 'credit-distance')
      const again = decided('--rules', 'credit-distance', '--no-record').decision
      expect(again.positions).toEqual(decision.positions)
      const kept = kondor('journal', 'export').stdout.split('\n')
      expect(kept.filter((line) => line.includes('"baseline-recorded"'))).toHaveLength(3)
      expect(kondor('journal', 'verify').status).toBe(0)
      expect(decided('--as-of', '2023-12-15', '--no-record').decision.positions).toEqual([])
    },
  )
  it('refuses a shock for a trade that is not open', () => {
    const { status, stderr } = kondor('today', '--shock', 'nobody:spot=-3%')
    expect(status).not.toBe(0)
    expect(stderr).toContain('nobody')
  })
})
