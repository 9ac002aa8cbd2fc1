import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture, headOf } from '../../../../test/support/decode-text.ts'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { cboeVx } from './cboe-vx.ts'

const day = (text: string): number => dayNumber(isoDate(text))
const read = (file: string) => expectKind(decodeText(cboeVx, fixture(file)), 'futures')

describe('cboe vx', () => {
  it('divides settlements by ten before 2007-03-26 and not from that day on', () => {
    const [contract] = read('ok/cboe-vx/CFE_J07_VX.csv').futures
    expect([...(contract?.days ?? [])]).toEqual(
      ['2007-03-22', '2007-03-23', '2007-03-26', '2007-04-18'].map(day),
    )
    expect([...(contract?.settles ?? [])]).toEqual([13.13, 12.94, 13.12, 12.41])
    expect(contract?.expirationDay).toBe(day('2007-04-18'))
  })
  it('leaves out unsettled rows, takes a trailing comma and final-settlement rows of zeros', () => {
    const decoded = read('ok/cboe-vx/CFE_J07_VX.csv')
    expect(decoded.refusals.total).toBe(0)
    expect(decoded.warnings).toEqual(['1 row not settled (settle 0 or 1), left out'])
    expect([...(decoded.futures[0]?.volumes ?? [])]).toEqual([210, 305, 440, 0])
    expect([...(decoded.futures[0]?.openInterests ?? [])]).toEqual([4100, 4220, 4350, 3900])
  })
  it('finds the header under a disclaimer', () => {
    const file = fixture('ok/cboe-vx/CFE_F15_VX.csv')
    expect(cboeVx.sniff(headOf(file))).toBeGreaterThan(0.5)
    const [contract] = read('ok/cboe-vx/CFE_F15_VX.csv').futures
    expect(contract?.expirationDay).toBe(day('2015-01-21'))
    expect([...(contract?.settles ?? [])]).toEqual([17.65, 17.75])
  })
  it('takes the expiration of a weekly from the file name', () => {
    const [contract] = read('ok/cboe-vx/VX_2026-01-07.csv').futures
    expect(contract?.expirationDay).toBe(day('2026-01-07'))
    expect([...(contract?.settles ?? [])]).toEqual([16.375, 15.91])
  })
  it('separates the contracts of one table, with %Change and Volume', () => {
    const { futures } = read('ok/cboe-vx/VX_EOD.csv')
    expect(futures.map((contract) => contract.expirationDay)).toEqual([day('2026-01-21'), day('2026-02-18')])
    expect(futures.map((contract) => [...contract.settles])).toEqual([[16.625, 16.225], [18.275]])
    expect(futures.map((contract) => [...contract.volumes])).toEqual([[64210, 59034], [41877]])
  })
  it('keeps settlements of before 2007-03-26 that are already in points, and says so', () => {
    const text = fixture('ok/cboe-vx/CFE_J07_VX.csv').text.replace('131.30', '13.13')
    const decoded = expectKind(decodeText(cboeVx, { name: 'CFE_J07_VX.csv', text }), 'futures')
    expect(decoded.futures[0]?.settles[0]).toBe(13.13)
    expect(decoded.warnings).toContain('1 row before 2007-03-26 already in points, kept as they are')
  })
  it('refuses an impossible unit, a month code that is not its month, a row after expiration', () => {
    expect(read('not-ok/cboe-vx-settle-in-percent.csv').refusals.byCode).toEqual({ 'number.out-of-range': 1 })
    expect(read('not-ok/cboe-vx-wrong-month-code.csv').refusals.byCode).toEqual({ 'option.not-listed': 1 })
    const text = fixture('ok/cboe-vx/CFE_J07_VX.csv').text.replace('04/18/2007', '04/19/2007')
    const late = expectKind(decodeText(cboeVx, { name: 'CFE_J07_VX.csv', text }), 'futures')
    expect(late.refusals.byCode).toEqual({ 'date.out-of-range': 1 })
  })
  it('refuses a file without the settle column and names it', () => {
    const decoded = decodeText(cboeVx, fixture('not-ok/cboe-vx-no-settle-column.csv'))
    const refusal = decoded.kind === 'refused' ? decoded.refusal : null
    expect([refusal?.code, refusal?.field]).toEqual(['file.wrong-header', 'settle'])
    expect(cboeVx.sniff(headOf(fixture('not-ok/cboe-vx-no-settle-column.csv')))).toBeGreaterThan(0.5)
  })

  itWithRealData('reads all 128 contracts to their last day', 'vx-contracts', (folder) => {
    const files = fs.readdirSync(folder).filter((name) => name.startsWith('CFE_'))
    let settled = 0
    let unsettled = 0
    let expired = 0
    const far: string[] = []
    for (const name of files) {
      const text = fs.readFileSync(path.join(folder, name), 'utf8')
      const decoded = expectKind(decodeText(cboeVx, { name, text }), 'futures')
      expect(decoded.refusals.first, name).toEqual([])
      const [contract, ...others] = decoded.futures
      if (contract === undefined) throw new Error(`${name} holds no contract`)
      expect(others, name).toEqual([])
      settled += contract.days.length
      unsettled += Number(/(\d+) rows? not settled/.exec(decoded.warnings.join())?.[1] ?? 0)
      far.push(...decoded.warnings.filter((text) => text.includes('far from')))
      // Every contract that the files follow to its end ends on the expiration our calendar gives.
      if ((contract.days.at(-1) ?? 0) < day('2014-08-14')) {
        expired += 1
        expect(contract.days.at(-1), name).toBe(contract.expirationDay)
      }
      expect(Math.min(...contract.settles), name).toBeGreaterThan(9)
      expect(Math.max(...contract.settles), name).toBeLessThan(70)
    }
    expect(files.length).toBe(128)
    expect(settled + unsettled).toBe(20_356)
    expect(unsettled).toBe(340)
    expect(expired, '128 less the nine still alive on 2014-08-14').toBe(119)
    // A missed factor of ten would put a step into every contract that lives through 2007-03-26.
    expect(far).toEqual([
      'contract of 2014-02-19: settle far from the one before on 2013-05-29',
      'contract of 2009-08-19: settle far from the one before on 2008-10-30, 2008-10-31',
    ])
  })
})
