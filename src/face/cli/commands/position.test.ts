/** Trades recorded through the command line, as a person does it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = path.resolve(import.meta.dirname, '..', 'main.ts')
let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-position-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const inHome = (name: string) => (args: readonly string[]) => {
  const env = { ...process.env, KONDOR_HOME: path.join(folder, name), NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, cwd: folder })
}

const leg = (text: string): readonly string[] => ['--leg', text]
const CONDOR = [
  ...leg('1 SPXW  240216P04450000 @ 20.10'),
  ...leg('-1 SPXW  240216P04500000 @ 25.40'),
  ...leg('-1 SPXW  240216C04850000 @ 21.00'),
  ...leg('1 SPXW240216C04900000 @ 12.30'),
]
const OPEN = [
  'position',
  'open',
  'feb',
  '--at',
  '2024-01-05T15:45',
  '--fees',
  '5.21',
  '--id',
  'o1',
  ...CONDOR,
]

describe('kondor position', () => {
  it('opens, rolls, settles, and gives the chain one P&L to the cent', () => {
    const kondor = inHome('whole')
    expect(kondor(OPEN).stdout).toBe('Recorded 5 events, the last as number 5.\n')
    const roll = [
      ...leg('1 SPXW  240216P04500000 @ 30'),
      ...leg('-1 SPXW  240216P04450000 @ 24'),
      ...leg('-1 SPXW  240315P04400000 @ 33'),
      ...leg('1 SPXW  240315P04350000 @ 25'),
    ]
    expect(kondor(['position', 'roll', 'feb', 'mar', '--at', '2024-01-10T10:00', ...roll]).status).toBe(0)
    // The calls were not rolled: they stay with the parent until they settle, here 10 points in the money.
    const settle = ['--settle', '4860', '--at', '2024-02-16T16:00']
    expect(kondor(['position', 'close', 'feb', ...settle]).status).toBe(0)
    const buyBack = [...leg('1 SPXW  240315P04400000 @ 1.00'), ...leg('-1 SPXW  240315P04350000 @ 0.50')]
    const closed = kondor(['position', 'close', 'mar', '--at', '2024-03-01T10:00', ...buyBack, '--json'])
    const { position } = JSON.parse(closed.stdout) as { readonly position: Record<string, unknown> }
    const points = -20.1 + 25.4 + 21 - 12.3 - 30 + 24 + 33 - 25 - 10 - 1 + 0.5
    expect(position).toMatchObject({
      trade: 'mar',
      status: 'closed',
      rolled_from: 'feb',
      chain: ['feb', 'mar'],
      legs: [],
      chain_pnl_cents: Math.round(points * 10_000) - 521,
    })
    const listed = JSON.parse(kondor(['position', 'list', '--json']).stdout) as {
      readonly positions: unknown[]
    }
    expect(listed.positions).toEqual([])
    const page = kondor(['position', 'show', 'feb']).stdout
    expect(page).toContain('feb → mar')
    expect(page).toContain('settled:feb:SPXW  240216C04850000')
    expect(kondor(['journal', 'verify']).stdout).toContain('unbroken')
    const book = JSON.parse(kondor(['journal', 'replay', '--json']).stdout) as Record<string, unknown>
    const lines = kondor(['journal', 'export']).stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(book['seq'] as number)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ hash: book['hash'] })
  })

  it('records the same fills once, and refuses one id for two', () => {
    const kondor = inHome('twice')
    expect(kondor(OPEN).status).toBe(0)
    expect(kondor(OPEN).stdout).toBe('Recorded 0 events; 4 fills recorded before left out.\n')
    const other = kondor(OPEN.map((word) => word.replace('20.10', '20.20')))
    expect(other.stderr).toMatch(/fill o1:1, price_points: found "20\.2", wanted 20\.1, as recorded before/)
    expect(other.status).toBe(65)
  })

  it('imports a file once, opening and rolling what it names, and says which line is wrong', () => {
    const kondor = inHome('file')
    const head = 'fill_id,trade,filled_at,instrument,quantity,price_points,multiplier,fees_dollars,parent'
    const rows = [
      '1,feb,2024-01-05T15:45,SPXW  240216P04500000,-1,25.40,,1.30,',
      '2,feb,2024-01-08T09:45:30-05:00,SPXW  240216P04500000,1,20.00,,1.30,',
      '3,mar,2024-01-08T09:46,SPXW  240315P04400000,-1,33,,0.651,feb',
      '4,hedge,2024-01-08T09:47,VX/H4,1,15.05,1000,2.40,',
    ]
    const file = path.join(folder, 'fills.csv')
    fs.writeFileSync(file, `${[head, ...rows].join('\n')}\n`)
    const first = JSON.parse(kondor(['position', 'import', file, '--json']).stdout) as object
    expect(first).toMatchObject({ recorded: 7, already: 0 })
    expect(kondor(['position', 'import', file]).stdout).toBe(
      'Recorded 0 events; 4 fills recorded before left out.\n',
    )
    const mar = JSON.parse(kondor(['position', 'show', 'mar', '--json']).stdout) as object
    // A fraction of a cent is owed in full.
    expect(mar).toMatchObject({ chain: ['feb', 'mar'], fees_cents: 66, chain_pnl_cents: null })
    for (const [bad, message] of [
      ['5,feb,yesterday,X,1,2,100,0,', /bad\.csv:2: filled_at: found "yesterday"/],
      ['5,feb,2024-01-05T15:45,SPXW  240216P04500000,1e3,2,,0,', /bad\.csv:2: quantity: found "1e3"/],
      ['5,feb,2024-01-05T15:45,SPXW  240216P04500000,1,-2,,0,', /bad\.csv:2: price_points/],
      ['5,feb,2024-01-05T15:45,VX/H4,1,2,,0,', /bad\.csv:2: multiplier/],
      ['5,feb,2024-01-05T15:45', /file\.row-wrong-width/],
    ] as const) {
      fs.writeFileSync(path.join(folder, 'bad.csv'), `${head}\n${bad}\n`)
      const { stderr, status } = kondor(['position', 'import', 'bad.csv'])
      expect(stderr).toMatch(message)
      expect([64, 65]).toContain(status)
    }
    expect(kondor(['position', 'import', 'absent.csv']).status).toBe(66)
  }, 60_000)

  it('refuses what cannot be, and leaves the journal as it was', () => {
    const kondor = inHome('wrong')
    expect(kondor(OPEN).status).toBe(0)
    for (const [args, message, status] of [
      [['close', 'feb'], /feb holds 1 SPXW/, 65],
      [
        ['close', 'feb', '--settle', '4800', '--at', '2024-02-15T16:00'],
        /an expiry on or before 2024-02-15/,
        64,
      ],
      [['fill', 'feb'], /at least one execution/, 64],
      [['fill', 'mar', ...leg('1 SPXW  240315P04400000 @ 1')], /a trade in the journal/, 65],
      [['fill', 'feb', ...leg('1.5 SPXW  240315P04400000 @ 1')], /--leg/, 64],
      [['fill', 'feb', ...leg('1 VX/H4 @ 15')], /--multiplier/, 64],
      [['open', 'feb'], /an id not used before/, 65],
      [['show', 'mar'], /a trade in the journal/, 64],
    ] as const) {
      const said = kondor(['position', ...args])
      expect(said.stderr).toMatch(message)
      expect(said.status).toBe(status)
      expect(said.stdout).toBe('')
    }
    expect(kondor(['journal', 'replay']).stdout).toMatch(/Records\s+5/)
  }, 60_000)
})

describe('kondor journal', () => {
  it('says that there is none with 66, and what record is at fault with 65', () => {
    const kondor = inHome('damaged')
    expect(kondor(['journal', 'verify']).status).toBe(66)
    expect(kondor(OPEN).status).toBe(0)
    const file = path.join(folder, 'damaged', 'journal.sqlite')
    const bytes = fs.readFileSync(file)
    const at = bytes.indexOf('"price_points":25.4')
    bytes.write('"price_points":29.4', at)
    fs.writeFileSync(file, bytes)
    for (const command of [['verify'], ['replay'], ['export']]) {
      const { stderr, status } = kondor(['journal', ...command])
      expect(stderr).toMatch(/seq 3.*\[journal\.damaged\]/)
      expect(status).toBe(65)
    }
    expect(kondor(['position', 'fill', 'feb', ...leg('1 SPXW  240315P04400000 @ 1')]).stderr).toMatch(/seq 3/)
  })
})

describe('kondor today --record', () => {
  it('records a decision once, with its rules, and prints the same bytes whether it does or not', () => {
    const kondor = inHome('today')
    const plain = kondor(['today', '--json', '--no-record'])
    expect(fs.existsSync(path.join(folder, 'today', 'journal.sqlite'))).toBe(false)
    const recorded = kondor(['today', '--json', '--record'])
    expect(recorded.stderr).toBe('')
    expect(recorded.stdout).toBe(plain.stdout)
    expect(kondor(['today', '--json', '--record']).stdout).toBe(plain.stdout)
    // Not on quotes: without the option it is not recorded.
    expect(kondor(['today', '--json', '--rules', 'cndr']).status).toBe(0)
    const book = JSON.parse(kondor(['journal', 'replay', '--json']).stdout) as {
      readonly decisions: readonly Record<string, unknown>[]
      readonly rules: readonly object[]
    }
    expect(book.decisions).toHaveLength(1)
    expect(book.rules).toHaveLength(1)
    const decision = JSON.parse(plain.stdout) as Record<string, unknown>
    expect(book.decisions[0]).toMatchObject({ rules: decision['rules'], asOf: decision['asOf'] })
  }, 60_000)
})
