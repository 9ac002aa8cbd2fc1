import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture, headOf } from '../../../../test/support/decode-text.ts'
import { newYorkTime, quoteLines } from '../../../../test/support/quote-lines.ts'
import { isoDate } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { delayedQuoteInstant, readCboeExpiration, readDownloadTime } from './cboe-download-time.ts'
import { cboeQuotedata } from './cboe-quotedata.ts'
import { DECODERS } from './index.ts'
import { vixWhitepaper } from './vix-whitepaper.ts'

const CHAIN = 'ok/cboe-quotedata/spx_quotedata.csv'
const quotes = (text: string) => expectKind(decodeText(cboeQuotedata, { name: 'q.csv', text }), 'quotes')
const text = fixture(CHAIN).text

describe('cboe quotedata', () => {
  it('takes columns by position: names are the same either side of the strike', () => {
    const { table, underlyingLast } = quotes(text)
    expect(table.count).toBe(108)
    expect(quoteLines(table).slice(18, 20)).toEqual([
      'SPXW 2024-02-14 C4600 417.2 427.6 - - 214 2414 0.1542',
      'SPXW 2024-02-14 P4600 0 0.05 - - 225 2419 0.1542',
    ])
    expect(underlyingLast).toEqual({ SPX: 5021.3301 })
    expect(table.underlyings).toEqual(['SPX'])
  })
  it('keeps SPX and SPXW of one date and strike apart', () => {
    const friday = quoteLines(quotes(text).table).filter((line) => line.includes('2024-02-16 C5000'))
    expect(friday.map((line) => line.split(' ', 1)[0])).toEqual(['SPX', 'SPXW'])
    expect(new Set(friday.map((line) => line.split(' ')[3])).size).toBe(2)
  })
  it('dates the quotes by the session before the download, not by the download', () => {
    const quotedAt = (date: string): number | undefined =>
      quotes(text.replace('February 12, 2024 at 8:41 PM EST', date)).table.quotedAt[0]
    expect(quotedAt('February 12, 2024 at 8:41 PM EST')).toBe(newYorkTime('2024-02-12', 16, 15))
    // A Sunday, the Monday that was a holiday, the morning after, an early close, daylight time.
    expect(quotedAt('February 11, 2024 at 10:52 AM EST')).toBe(newYorkTime('2024-02-09', 16, 15))
    expect(quotedAt('February 19, 2024 at 3:00 PM EST')).toBe(newYorkTime('2024-02-16', 16, 15))
    expect(quotedAt('February 13, 2024 at 8:00 AM EST')).toBe(newYorkTime('2024-02-12', 16, 15))
    expect(quotedAt('November 24, 2023 at 2:00 PM EST')).toBe(newYorkTime('2023-11-24', 13, 15))
    expect(quotedAt('July 10, 2024 at 6:00 PM EDT')).toBe(newYorkTime('2024-07-10', 16, 15))
    // Within the session the quotes are a quarter of an hour old.
    expect(quotedAt('February 12, 2024 at 11:00 AM EST')).toBe(newYorkTime('2024-02-12', 10, 45))
    expect(quotedAt('February 12, 2024 at 9:44 AM EST')).toBe(newYorkTime('2024-02-09', 16, 15))
  })
  it('reads a byte-order mark, carriage returns and a German title with the same result', () => {
    const german = expectKind(
      decodeText(cboeQuotedata, fixture('ok/cboe-quotedata/sunday-german-bom-crlf.csv')),
      'quotes',
    )
    expect(quoteLines(german.table)).toEqual(quoteLines(quotes(text).table))
    expect(german.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 15))
  })
  it('reads semicolons and decimal commas under a locale', () => {
    const file = fixture('ok/cboe-quotedata/semicolons-decimal-comma.csv')
    const european = expectKind(
      decodeText({ ...cboeQuotedata, delimiter: ';' }, { ...file, locale: { decimal: ',', delimiter: ';' } }),
      'quotes',
    )
    expect(quoteLines(european.table)).toEqual(quoteLines(quotes(text).table))
    expect(european.underlyingLast).toEqual({ SPX: 5021.3301 })
  })
  it('holds a row to its symbols', () => {
    const swapped = decodeText(cboeQuotedata, fixture('not-ok/quotedata-symbols-swapped.csv'))
    const { refusals, table } = expectKind(swapped, 'quotes')
    expect(refusals.byCode).toEqual({ 'option.symbol-disagrees': 1 })
    expect(table.count).toBe(106)
  })
  it('is known by its header, and no other decoder claims it', () => {
    const claims = DECODERS.filter((decoder) => decoder.sniff(headOf(fixture(CHAIN))) > 0.5)
    expect(claims.map((decoder) => decoder.id)).toEqual(['cboe-quotedata'])
  })
})

describe('the download time', () => {
  const at = (words: string) => readDownloadTime(words)?.downloadedAt ?? null
  const expected = newYorkInstant(isoDate('2024-01-07'), 10 * 60 + 52)
  it.each([
    'Date: January 7, 2024 at 10:52 AM EST',
    'Date: Jan 7, 2024, 10:52 AM EST',
    'Date: 7 January 2024 at 10:52 EST',
    'Datum: 7. Januar 2024 um 10:52 EST',
    'Date : 7 janvier 2024 à 10:52 EST',
    'Fecha: 7 de enero de 2024, 10:52 EST',
    'Data: 7 gennaio 2024 alle 10:52 EST',
    'Datum: 7 januari 2024 om 16:52 GMT+1',
    'Date: January 7, 2024 at 3:52 PM GMT',
    'Date: January 7, 2024 at 9:22 PM GMT+5:30',
    'Datum: 7. Januar 2024 um 16:52 MEZ',
    'Date: January 7, 2024 at 9:52 AM CST',
    'Date: January 7, 2024 at 12:22 PM GMT-3:30',
  ])('is read in its language and zone: %s', (words) => {
    expect(at(words)).toBe(expected)
  })
  it('knows noon from midnight', () => {
    expect(at('Date: January 7, 2024 at 12:30 AM EST')).toBe(newYorkInstant(isoDate('2024-01-07'), 30))
    expect(at('Date: January 7, 2024 at 12:30 PM EST')).toBe(newYorkInstant(isoDate('2024-01-07'), 750))
  })
  it('is not made up', () => {
    for (const words of [
      '',
      'Date:',
      'Date: 2024',
      'Date: January 7, 2024',
      'Date: February 30, 2024 at 1:00 PM EST',
    ]) {
      expect(at(words), words).toBeNull()
    }
  })
  it('says where the zone had to be assumed', () => {
    expect(readDownloadTime('Date: January 7, 2024 at 10:52 AM')?.zoneAssumed).toBe(true)
    expect(readDownloadTime('Date: January 7, 2024 at 10:52 AM EST')?.zoneAssumed).toBe(false)
  })
  it('never gives quotes of the future, and always of a session', () => {
    for (let hour = 0; hour < 24 * 20; hour += 1) {
      const download = newYorkInstant(isoDate('2023-11-15'), hour * 60)
      expect(delayedQuoteInstant(download)).toBeLessThanOrEqual(download)
      expect(download - delayedQuoteInstant(download)).toBeLessThan(4 * 86_400_000)
    }
  })
})

describe('the expiration column', () => {
  it('reads the one form Cboe writes, and no date that is none', () => {
    expect(readCboeExpiration('Fri Jan 05 2024')).toBe(19_727)
    expect(readCboeExpiration('Fri Feb 30 2024')).toBeNull()
    expect(readCboeExpiration('2024-01-05')).toBeNull()
  })
})

describe('the white-paper layout', () => {
  it('counts the stated days back from a settlement at 09:30, to the minute', () => {
    const { table } = expectKind(
      decodeText(vixWhitepaper, fixture('ok/vix-whitepaper/worked-example.csv')),
      'quotes',
    )
    expect(new Set(table.quotedAt).size).toBe(1)
    const days = [...new Set(table.expirationDay)].map(
      (day) => day - Math.floor((table.quotedAt[0] ?? 0) / 86_400_000),
    )
    expect(days).toEqual([9, 37])
    expect(table.roots).toEqual(['SPX'])
    expect(table.count).toBe(116)
  })
})
