import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { type ImportReport, importFile } from './import-file.ts'
import { Store } from './store.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-names-'))
const store = new Store(path.join(home, 'store'))
afterAll(() => {
  store.close()
  fs.rmSync(home, { recursive: true, force: true })
})

async function take(name: string, text: string): Promise<ImportReport> {
  const file = path.join(home, name)
  fs.writeFileSync(file, text)
  return importFile(store, file, {}, quantity<EpochMs>(0))
}

describe('names that say what a file is', () => {
  it('warns once where a history has its symbol from its name only', async () => {
    const bars = 'date,open,high,low,close\n2024-01-02,1,2,0.5,1.5\n2024-01-03,1,2,0.5,1.5\n'
    const first = await take('history.csv', bars)
    expect(first.warnings.join()).toContain('symbol HISTORY taken from the file name')
    expect((await take('history.csv', bars)).warnings.join()).not.toContain('taken from the file name')
  })
  it('names Lean trades and open interest, and says that a Lean universe holds no quotes', async () => {
    const trade = await take('20210104_spxw_minute_trade_european_call_37000000_20210106.csv', 'x\n')
    expect(trade.refusal?.was).toContain('trades in the form of QuantConnect Lean')
    const interest = await take('spx_openinterest_european_put_37000000_20210115.csv', 'x\n')
    expect(interest.refusal?.was).toContain('open interest')
    const header =
      '#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility,delta,gamma,vega,theta,rho'
    const universe = await take('spxw_20210104.csv', `${header}\n20210106,3700,C,1,1,1,1,5,5,0.2,0,0,0,0,0\n`)
    expect(universe.refusal?.was).toContain('without bid or ask')
    expect(universe.refusedRows).toBeNull()
  })
})
