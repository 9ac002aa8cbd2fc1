/** Every file of `not-ok` is refused, or taken in part where asked, with its place; nothing accepted before is lost. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { REFUSAL_CODES } from '../../src/base/vocabulary/refusal-codes.ts'
import type { Refusal } from '../../src/base/vocabulary/refusal.ts'
import { type EpochMs, quantity } from '../../src/base/vocabulary/quantity.ts'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'
import { importFile } from '../../src/shell/store/import-file.ts'
import { openStore } from '../../src/shell/store/store.ts'

const folder = path.join(import.meta.dirname, 'not-ok')
const good = path.join(import.meta.dirname, 'ok', 'cboe-quotedata', 'spx_quotedata.csv')
const names = fs.readdirSync(folder).sort()
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-bad-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

/** Files refused as a whole: code, line, field. */
const WHOLE: Readonly<Record<string, readonly [string, number | null, string]>> = {
  'blank-lines-only.csv': ['file.empty', null, 'content'],
  'cboe-json-cut.json': ['file.truncated', 71, 'JSON'],
  'cboe-json-key-twice.json': ['file.json-invalid', 10, 'key'],
  'cboe-json-prototype-key.json': ['file.json-invalid', 11, 'key'],
  'cboe-json-too-deep.json': ['file.json-invalid', 2, 'depth'],
  'cboe-json-trailing-comma.json': ['file.json-invalid', 2, 'JSON'],
  'git-lfs-pointer.csv': ['file.lfs-pointer', null, 'content'],
  'no-bytes.csv': ['file.empty', null, 'size'],
  'office-document.xlsx': ['file.unknown-format', null, 'content'],
  'parquet-named-csv.csv': ['file.bad-encoding', null, 'encoding'],
  'quotedata-all-expired.csv': ['chain.empty', null, 'rows'],
  'quotedata-column-missing.csv': ['file.wrong-header', 4, 'header'],
  'quotedata-cut-in-a-row.csv': ['file.truncated', 40, 'row'],
  'quotedata-date-line-in-no-calendar.csv': ['date.unreadable', 4, 'date line'],
  'quotedata-field-too-long.csv': ['file.field-too-long', 20, 'field 3'],
  'quotedata-gz-cut.csv.gz': ['file.truncated', null, 'archive'],
  'quotedata-gz-damaged.csv.gz': ['file.bad-archive', null, 'archive'],
  'quotedata-gz-wrong-checksum.csv.gz': ['file.bad-archive', null, 'archive'],
  'quotedata-header-only.csv': ['chain.empty', null, 'rows'],
  'quotedata-latin-1.csv': ['file.bad-encoding', 20, 'encoding'],
  'quotedata-nul-byte.csv': ['file.bad-encoding', 20, 'encoding'],
  'quotedata-quote-inside-field.csv': ['file.bad-quoting', 20, 'row'],
  'quotedata-quote-never-closed.csv': ['file.truncated', 20, 'row'],
  'quotedata-row-too-long.csv': ['file.row-too-long', 20, 'row'],
  'quotedata-row-too-wide.csv': ['file.row-wrong-width', 20, 'row'],
  'quotedata-semicolons-without-locale.csv': ['file.unknown-format', null, 'content'],
  'quotedata-utf-16.csv': ['file.bad-encoding', null, 'encoding'],
  'quotedata-without-date-line.csv': ['date.unreadable', 3, 'date line'],
  'quotedata-without-header.csv': ['file.wrong-header', 4, 'header'],
  'quotedata-zip-cut.zip': ['file.truncated', null, 'archive'],
  'quotedata-zip-encrypted.zip': ['file.bad-archive', null, 'method'],
  'quotedata-zip-wrong-checksum.zip': ['file.bad-archive', null, 'checksum'],
  'vendor-unknown.csv': ['file.unknown-format', null, 'content'],
  'web-page-instead-of-data.csv': ['file.unknown-format', null, 'content'],
  'zip-good-and-web-page.zip': ['file.unknown-format', null, 'content'],
  'zip-in-a-zip.zip': ['file.bad-encoding', null, 'encoding'],
  'zip-of-archiver-junk.zip': ['file.empty', null, 'members'],
  'zip-of-nothing.zip': ['file.empty', null, 'members'],
}

/** Files refused for one row: code, line, field, found; and the quotes that `allowPartial` takes of 108 in the file. */
const ROWS: Readonly<Record<string, readonly [string, number, string, string, number]>> = {
  'cboe-json-overflowing-number.json': ['number.not-finite', 1, 'bid', 'Infinity', 4],
  'quotedata-contract-twice-two-prices.csv': ['quote.duplicate', 20, 'contract', 'lines 20, 31', 87],
  'quotedata-cut-in-a-row-whole-lines-after.csv': ['file.row-wrong-width', 26, 'row', '10 fields', 86],
  'quotedata-date-that-is-none.csv': ['date.unreadable', 20, 'expiration date', 'Feb 30', 86],
  'quotedata-hexadecimal.csv': ['number.unreadable', 20, 'call bid', '0x1F', 86],
  'quotedata-infinite.csv': ['number.not-finite', 20, 'put bid', 'Infinity', 86],
  'quotedata-negative-price.csv': ['quote.negative', 20, 'bid', '-10.2', 87],
  'quotedata-not-a-number.csv': ['number.not-finite', 20, 'call ask', 'NaN', 86],
  'quotedata-overflowing-number.csv': ['number.not-finite', 20, 'call bid', '1e999', 86],
  'quotedata-percent-volatility.csv': ['number.unreadable', 20, 'call iv', '11.3%', 86],
  'quotedata-right-to-left-override.csv': ['number.unreadable', 20, 'call bid', '2.01', 86],
  'quotedata-strike-of-another-row.csv': ['option.symbol-disagrees', 20, 'calls', 'C05050000', 86],
  'quotedata-strike-zero.csv': ['number.out-of-range', 20, 'strike', '0', 86],
  'quotedata-symbols-swapped.csv': ['option.symbol-disagrees', 20, 'calls', 'P05050000', 86],
  'quotedata-thousands-separator.csv': ['number.unreadable', 20, 'call bid', '1,234.5', 86],
  'quotedata-underflowing-number.csv': ['number.out-of-range', 20, 'call bid', '1e-320', 86],
  'quotedata-word-for-number.csv': ['number.unreadable', 20, 'put ask', 'N/A', 86],
  'vix-whitepaper-date-with-dashes.csv': ['date.unreadable', 6, 'expiration', '2015-01-10', 114],
  'vix-whitepaper-half-a-day.csv': ['number.out-of-range', 6, 'days', '9.5', 114],
}

function expectWhole(refusal: Refusal, file: string): void {
  expect(Object.keys(REFUSAL_CODES)).toContain(refusal.code)
  expect(refusal.source.startsWith(file), refusal.source).toBe(true)
  for (const text of [refusal.field, refusal.was, refusal.wanted, refusal.fix]) expect(text).not.toBe('')
}

describe('bad files', () => {
  it('are at least thirty', () => {
    expect(names.length).toBeGreaterThanOrEqual(30)
    expect(names).toEqual(expect.arrayContaining([...Object.keys(WHOLE), ...Object.keys(ROWS)]))
  })
  it.each(names)(
    '%s is refused with code, file, field, found and wanted, or its bad rows are counted',
    async (name) => {
      const file = path.join(folder, name)
      const outcome = await readMarketFile(file)
      if (outcome.ok) {
        // A row of another class or session refuses no file: it is left out and counted.
        expect(outcome.value.refusals.total).toBeGreaterThan(0)
        return
      }
      expectWhole(outcome.refusal, file)
      if (outcome.refusal.code !== 'file.has-refused-rows') return
      expect(outcome.rows?.total).toBeGreaterThan(0)
      for (const row of outcome.rows?.first ?? []) {
        expectWhole(row, file)
        expect(row.row).toBeGreaterThan(0)
      }
    },
  )
  it.each(Object.entries(WHOLE))('%s: %j, and a partial import does not help', async (name, wanted) => {
    for (const allowPartial of [false, true]) {
      const outcome = await readMarketFile(path.join(folder, name), { allowPartial })
      const { code, row, field } = outcome.ok ? { code: 'accepted', row: 0, field: '' } : outcome.refusal
      expect([code, row, field]).toEqual(wanted)
    }
  })
  it.each(Object.entries(ROWS))('%s: %j; a partial import takes the rest', async (name, wanted) => {
    const [code, row, field, was, quotes] = wanted
    const outcome = await readMarketFile(path.join(folder, name))
    expect(outcome.ok ? 'accepted' : outcome.refusal.code).toBe('file.has-refused-rows')
    const reasons = outcome.ok ? null : outcome.rows
    expect(reasons?.first[0]).toMatchObject({ code, row, field })
    expect(reasons?.first[0]?.was).toContain(was)
    expect(Object.keys(reasons?.byCode ?? {})).toEqual([code])
    const partial = await readMarketFile(path.join(folder, name), { allowPartial: true })
    expect(partial.ok ? partial.value.chains[0]?.counts.quotesAccepted : partial.refusal).toBe(quotes)
    expect(partial.ok ? partial.value.refusals.byCode[code] : 0).toBeGreaterThan(0)
  })
  it('are advised on: semicolons name the locale, a pointer names git lfs', async () => {
    const fixOf = async (name: string) => {
      const outcome = await readMarketFile(path.join(folder, name))
      return outcome.ok ? '' : outcome.refusal.fix
    }
    expect(await fixOf('quotedata-semicolons-without-locale.csv')).toContain('--locale')
    expect(await fixOf('git-lfs-pointer.csv')).toContain('git lfs pull')
    expect(await fixOf('office-document.xlsx')).toContain('CSV')
  })
  it('are refused with a reason where there is no file, or a folder', async () => {
    const missing = await readMarketFile(path.join(folder, 'nothing-here.csv'))
    expect(missing.ok ? '' : missing.refusal.code).toBe('file.not-found')
    const directory = await readMarketFile(folder)
    expect(directory.ok ? '' : directory.refusal.code).toBe('file.unreadable')
  })
  it('leave what was accepted before as it was, and prototypes of objects too', async () => {
    const prototype = Object.getOwnPropertyNames(Object.prototype)
    const store = openStore(path.join(scratch, 'store'))
    const now = quantity<EpochMs>(1_707_800_000_000)
    try {
      const first = await importFile(store, good, {}, now)
      expect(first.items.map((item) => item.put)).toEqual(['added'])
      const before = store.listChains()
      for (const name of Object.keys({ ...WHOLE, ...ROWS })) {
        const report = await importFile(store, path.join(folder, name), {}, now)
        expect([name, report.items]).toEqual([name, []])
        expect(report.refusal, name).not.toBeNull()
      }
      expect(store.listChains()).toEqual(before)
      const again = await importFile(store, good, {}, now)
      expect(again.items.map((item) => item.put)).toEqual(['already-there'])
    } finally {
      store.close()
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype)
  })
})
