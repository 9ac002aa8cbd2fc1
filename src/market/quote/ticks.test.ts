import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { AssertionFailure } from '../../base/vocabulary/assert.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { TICKS } from './tick-table.ts'
import {
  complexTick,
  hasTickTable,
  isOnComplexTick,
  isOnTick,
  snapToComplexTick,
  snapToTick,
  tickFor,
} from './ticks.ts'

const d = (text: string): IsoDate => isoDate(text)

describe('ticks', () => {
  it.each([
    ['SPX', 2.95, '2024-01-05', 0.05, 0.05],
    ['SPX', 3, '2024-01-05', 0.1, 0.05],
    ['SPXW', 0, '2024-01-05', 0.05, 0.05],
    ['SPXW', 120, '2024-01-05', 0.1, 0.05],
    ['SPXPM', 2.95, '2014-01-06', 0.05, 0.05],
    ['SPX', 2.5, '1998-01-05', 0.0625, 0.0625],
    ['SPX', 3, '1998-01-05', 0.125, 0.0625],
    ['VIX', 2.95, '2022-09-30', 0.05, 0.01],
    ['VIX', 3, '2022-09-30', 0.1, 0.01],
    ['VIX', 2.99, '2022-10-03', 0.01, 0.01],
    ['VIX', 3, '2022-10-03', 0.05, 0.01],
    ['VIX', 1, '2010-01-05', 0.05, 0.05],
    ['VIXW', 5, '2022-09-30', 0.01, 0.01],
    ['VIXW', 5, '2016-01-05', 0.1, 0.05],
    ['VX', 20, '2009-01-30', 0.01, 0.01],
    ['VX', 20, '2009-02-02', 0.05, 0.01],
    ['SPY', 5, '2024-01-05', 0.01, 0.01],
    ['SPY', 5, '2008-01-07', 0.05, 0.01],
    ['XSP', 5, '2024-01-05', 0.01, 0.01],
    ['RUT', 5, '2024-01-05', 0.01, 0.01],
  ])('%s at %f on %s steps by %f, orders of several legs by %f', (root, price, date, leg, complex) => {
    expect(tickFor(root, price, d(date))).toBe(leg)
    expect(complexTick(root, d(date))).toBe(complex)
  })

  it.each([
    ['SPX', 0.3, true],
    ['SPX', 0.1 + 0.2, true],
    ['SPX', 2.95, true],
    ['SPX', 3.05, false],
    ['SPX', 3.1, true],
    ['SPX', 1.37, false],
    ['SPX', 0, true],
    ['SPX', 4321.7, true],
    ['SPX', 4321.75, false],
    ['SPX', 0.050_001, false],
  ])('%s %f is on the grid: %s', (root, price, on) => {
    expect(isOnTick(root, price, d('2024-01-05'))).toBe(on)
  })

  it('snaps in the direction named, to the double nearest the decimal', () => {
    const date = d('2024-01-05')
    expect(snapToTick('SPX', 0.1 + 0.2, date, 'down')).toBe(0.3)
    expect(snapToTick('SPX', 0.1 + 0.2, date, 'up')).toBe(0.3)
    expect(snapToTick('SPX', 1.37, date, 'down')).toBe(1.35)
    expect(snapToTick('SPX', 1.37, date, 'up')).toBe(1.4)
    expect(snapToTick('SPX', 1.375, date, 'nearest')).toBe(1.4)
    expect(snapToTick('SPX', 3.04, date, 'down')).toBe(3)
    expect(snapToTick('SPX', 3.04, date, 'up')).toBe(3.1)
    expect(snapToTick('SPX', 2.97, date, 'up')).toBe(3)
    expect(snapToTick('SPX', 1.49 - 1e-12, date, 'up')).toBe(1.5)
    expect(snapToTick('VIX', 1.005, date, 'nearest')).toBe(1.01)
    expect(snapToComplexTick('SPX', 0.676, date, 'down')).toBe(0.65)
    expect(snapToComplexTick('SPX', 7.025, date, 'nearest')).toBe(7.05)
    expect(snapToComplexTick('SPX', -0.676, date, 'down')).toBe(-0.7)
    expect(snapToComplexTick('SPX', -0.676, date, 'up')).toBe(-0.65)
    expect(Object.is(snapToComplexTick('SPX', -0.01, date, 'up'), 0)).toBe(true)
    expect(isOnComplexTick('SPX', 7.15, date)).toBe(true)
    expect(isOnComplexTick('SPX', 7.12, date)).toBe(false)
    expect(snapToTick('SPX', 2.3, d('1998-01-05'), 'down')).toBe(2.25)
    expect(() => snapToTick('SPX', Number.NaN, date, 'down')).toThrow(AssertionFailure)
  })

  it('always snaps to a legal price, within a step, on the side asked for, and leaves legal prices alone', () => {
    const roots = fc.constantFrom('SPX', 'SPXW', 'VIX', 'VIXW', 'VX', 'SPY', 'XSP', 'NDX')
    const dates = fc.constantFrom('1998-01-05', '2006-03-01', '2012-05-01', '2019-06-03', '2024-01-05').map(d)
    const prices = fc.double({ min: 0, max: 6000, noNaN: true })
    fc.assert(
      fc.property(roots, dates, prices, (root, date, price) => {
        const tick = tickFor(root, price, date)
        const down = snapToTick(root, price, date, 'down')
        const up = snapToTick(root, price, date, 'up')
        const nearest = snapToTick(root, price, date, 'nearest')
        const slack = 1e-9 * Math.max(1, price)
        expect(isOnTick(root, down, date) && isOnTick(root, up, date) && isOnTick(root, nearest, date)).toBe(
          true,
        )
        expect(down <= price + slack && up >= price - slack && up - down <= tick + slack).toBe(true)
        expect(nearest === down || nearest === up).toBe(true)
        expect(Math.abs(nearest - price) <= tick / 2 + slack).toBe(true)
        for (const legal of [down, up]) {
          for (const direction of ['down', 'up', 'nearest'] as const) {
            expect(snapToTick(root, legal, date, direction)).toBe(legal)
          }
        }
        // No tail of digits: at most four decimals when printed.
        expect(/^\d+(\.\d{1,4})?$/u.test(String(down))).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  it('has rows in order, whose breakpoint lies on both grids', () => {
    for (const row of TICKS) {
      isoDate(row.from)
      expect(
        row.breakpoint_units % row.below_units === 0 && row.breakpoint_units % row.above_units === 0,
      ).toBe(true)
      const next = TICKS.slice(TICKS.indexOf(row) + 1).find((r) => r.root === row.root)
      expect(next === undefined || next.from > row.from).toBe(true)
    }
    expect(['SPX', 'SPXQ', 'XSPAM', 'VX', 'RUT'].map(hasTickTable)).toEqual([true, true, true, true, false])
  })

  itWithRealData(
    'calls every bid and ask of the real chain legal',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    (file) => {
      const date = d('2024-01-05')
      let quotes = 0
      const off: string[] = []
      for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/u)) {
        const fields = line.split(',')
        const root = /^(SPXW?)\d/u.exec(fields[1] ?? '')?.[1]
        if (root === undefined) continue
        for (const column of [4, 5, 15, 16]) {
          quotes += 1
          if (!isOnTick(root, Number(fields[column]), date)) off.push(`${fields[1]} ${fields[column]}`)
        }
      }
      expect(off).toEqual([])
      expect(quotes).toBeGreaterThan(40_000)
    },
  )

  itWithRealData(
    'finds VX on its grid before and after the change of 2009',
    'vx-contracts/CFE_K04_VX.csv',
    (file) => {
      const folder = path.dirname(file)
      const on: Record<string, [number, number]> = { before: [0, 0], after: [0, 0] }
      for (const name of fs
        .readdirSync(folder)
        .filter((n) => /^CFE_[FGHJKMNQUVXZ](07|08|09|10)_VX\.csv$/u.test(n))) {
        for (const line of fs.readFileSync(path.join(folder, name), 'utf8').split(/\r?\n/u)) {
          const row = /^(\d+)\/(\d+)\/(\d{4}),[^,]*,([\d.]+),([\d.]+),([\d.]+),([\d.]+)/u.exec(line)
          if (row === null) continue
          const date = d(`${row[3]}-${(row[1] ?? '').padStart(2, '0')}-${(row[2] ?? '').padStart(2, '0')}`)
          if (date < '2007-03-26' || date > '2010-06-30') continue
          const counted = on[date < '2009-02-02' ? 'before' : 'after']
          if (counted === undefined) continue
          for (const price of row.slice(4, 8).map(Number)) {
            counted[0] += 1
            counted[1] += isOnTick('VX', price, date) ? 1 : 0
          }
        }
      }
      const share = ([all, fine]: [number, number] = [1, 0]): number => fine / all
      expect(share(on['before'])).toBe(1)
      // Legs of spreads trade at a penny and leave their mark on highs, lows and closes.
      expect(share(on['after'])).toBeGreaterThan(0.93)
    },
  )
})
