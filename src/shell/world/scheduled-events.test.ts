import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { importFile } from '../store/import-file.ts'
import { Store } from '../store/store.ts'
import { eventSeries } from './regime-histories.ts'
import { eventsByDay } from './scheduled-events.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-events-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const CALENDAR = `date,event,status,source
2024-01-31,FOMC,scheduled,Federal Reserve
2024-03-03,FOMC,unscheduled,Federal Reserve
2024-03-20,FOMC,scheduled,Federal Reserve
`

describe('imported calendars of events', () => {
  it('are known between their first and last scheduled day, without what nobody announced', async () => {
    const store = new Store(home)
    const at = async (date: string) => eventsByDay(await eventSeries(store))(dayNumber(isoDate(date)))
    expect(await at('2024-02-15')).toBeNull()
    const file = path.join(home, 'calendar.csv')
    fs.writeFileSync(file, CALENDAR)
    const report = await importFile(store, file, {}, quantity<EpochMs>(0))
    expect(report.refusal).toBeNull()
    expect(await at('2024-02-15')).toEqual([
      { name: 'FOMC', date: '2024-01-31' },
      { name: 'FOMC', date: '2024-03-20' },
    ])
    expect(await at('2024-01-30')).toBeNull()
    expect(await at('2024-03-21')).toBeNull()
    store.close()
  })
})
