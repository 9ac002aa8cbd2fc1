/** Every file of `ok` is read, by content alone; name, packing, encoding marks and row order change nothing. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { formatNewYork } from '../../src/base/calendar/new-york.ts'
import { readMarketFile, type ImportedFile, type ReadOptions } from '../../src/shell/importer/read-file.ts'
import { itWithRealData } from '../support/real-data.ts'

const folder = path.join(import.meta.dirname, 'ok')
const files = fs.globSync('*/*', { cwd: folder }).sort()
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-good-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

const chainFile = path.join(folder, 'cboe-quotedata', 'spx_quotedata.csv')
const chainText = fs.readFileSync(chainFile, 'utf8')

async function read(file: string, options: ReadOptions = {}): Promise<ImportedFile> {
  const outcome = await readMarketFile(file, options)
  if (!outcome.ok) throw new Error(JSON.stringify([outcome.refusal, outcome.rows]))
  return outcome.value
}

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(scratch, name)
  fs.writeFileSync(file, content)
  return file
}

function zipped(name: string, members: Readonly<Record<string, string>>): Promise<string> {
  const file = path.join(scratch, name)
  const zip = new yazl.ZipFile()
  for (const [member, text] of Object.entries(members)) zip.addBuffer(Buffer.from(text), member)
  zip.end()
  return new Promise((resolve, reject) => {
    zip.outputStream
      .pipe(fs.createWriteStream(file))
      .on('close', () => resolve(file))
      .on('error', reject)
  })
}

/** Lines 5 on are rows; the four above are blank, title, date and header. */
function rewritten(change: (rows: string[]) => string[]): string {
  const lines = chainText.trimEnd().split('\n')
  return `${[...lines.slice(0, 4), ...change(lines.slice(4))].join('\n')}\n`
}

describe('good files', () => {
  it.each(files)('%s is recognised as the format of its folder, and read', async (name) => {
    const semicolons = name.includes('semicolons')
    const value = await read(path.join(folder, name), semicolons ? { locale: 'de' } : {})
    expect(value.format).toBe(path.dirname(name))
    expect(value.contentHash).toMatch(/^[0-9a-f]{64}$/)
    const { chains, bars, series, futures } = value
    expect(chains.length + bars.length + series.length + futures.length).toBeGreaterThan(0)
    for (const { strikes_points, calls, puts } of chains.flatMap((chain) => chain.expiries)) {
      for (const column of [strikes_points, calls.bids_points, calls.asks_points, puts.bids_points]) {
        expect(column.every(Number.isFinite)).toBe(true)
      }
    }
  })
  it('have one hash whatever their name, packing, byte-order mark, line ends, row order or repeats', async () => {
    const { contentHash, chains } = await read(chainFile)
    const again = [
      written('renamed.txt', chainText),
      written('packed.csv.gz', gzipSync(chainText)),
      written(
        'packed-twice-in-one.gz',
        Buffer.concat([gzipSync(chainText.slice(0, 999)), gzipSync(chainText.slice(999))]),
      ),
      await zipped('packed.zip', {
        'a/b/spx_quotedata.csv': chainText,
        '__MACOSX/a/._spx_quotedata.csv': 'x',
      }),
      written('bom-crlf.csv', `\uFEFF${chainText.replaceAll('\n', '\r\n')}`),
      written('old-mac.csv', chainText.replaceAll('\n', '\r')),
      written(
        'backwards.csv',
        rewritten((rows) => rows.toReversed()),
      ),
      written(
        'repeated.csv',
        rewritten((rows) => [...rows, ...rows.slice(20, 30)]),
      ),
      written('no-end-of-line.csv', chainText.trimEnd()),
      path.join(folder, 'cboe-quotedata', 'sunday-german-bom-crlf.csv'),
    ]
    for (const file of again) expect((await read(file)).contentHash, file).toBe(contentHash)
    expect(chains[0]?.source.name).toBe('spx_quotedata.csv')
  })
  it('have another hash where a price differs', async () => {
    const base = await read(chainFile)
    // The first row's series has expired: what is accepted stays the same.
    const expired = chainText.replace(',426.5,', ',426.6,')
    expect(expired).not.toBe(chainText)
    expect((await read(written('expired-differs.csv', expired))).contentHash).toBe(base.contentHash)
    const fields = chainText.split('\n')[19]?.split(',') ?? []
    const other = chainText.replace(fields.join(','), fields.with(6, '1').join(','))
    expect(other).not.toBe(chainText)
    expect((await read(written('volume-differs.csv', other))).contentHash).not.toBe(base.contentHash)
  })
  it('with semicolons and decimal commas say the same as with commas and points', async () => {
    const semicolons = path.join(folder, 'cboe-quotedata', 'semicolons-decimal-comma.csv')
    const base = await read(chainFile)
    for (const locale of ['de', 'it-IT', 'fr_FR']) {
      expect((await read(semicolons, { locale })).contentHash, locale).toBe(base.contentHash)
    }
    const wrong = await readMarketFile(chainFile, { locale: 'de' })
    expect(wrong.ok).toBe(false)
    const unknown = await readMarketFile(chainFile, { locale: 'klingon' })
    expect(unknown.ok ? '' : unknown.refusal.code).toBe('command.unknown')
  })
  it('warn where the last line has no end, since its last field may be cut', async () => {
    const { warnings } = await read(written('cut-in-the-last-number.csv', chainText.slice(0, -2)))
    expect(warnings).toEqual([expect.stringMatching(/no end of line .*line 58/)])
    // An archive's checksum proves that nothing was cut.
    expect((await read(written('whole.csv.gz', gzipSync(chainText.trimEnd())))).warnings).toEqual([])
  })
  it('in one zip make one chain of their rows', async () => {
    const head = `${chainText.split('\n').slice(0, 4).join('\n')}\n`
    const rows = chainText.trimEnd().split('\n').slice(4)
    const file = await zipped('two-halves.zip', {
      'one.csv': `${head}${rows.slice(0, 30).join('\n')}\n`,
      'two.csv': `${head}${rows.slice(30).join('\n')}\n`,
    })
    const value = await read(file)
    expect(value.chains).toHaveLength(1)
    expect(value.contentHash).toBe((await read(chainFile)).contentHash)
    expect(value.chains[0]?.counts).toEqual((await read(chainFile)).chains[0]?.counts)
  })
  it('are decoded by the format named, and refused by another', async () => {
    expect((await read(chainFile, { format: 'cboe-quotedata' })).format).toBe('cboe-quotedata')
    const other = await readMarketFile(chainFile, { format: 'orats' })
    expect(other.ok ? '' : other.refusal.code).toBe('file.wrong-header')
    const none = await readMarketFile(chainFile, { format: 'no-such-format' })
    expect(none.ok ? '' : none.refusal.code).toBe('command.unknown')
  })
})

describe('real files', () => {
  itWithRealData(
    'the complete SPX chain: 10,519 strikes, 55 expirations, one of them expired',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const { chains, refusals, warnings } = await read(file)
      const [chain] = chains
      expect(chains).toHaveLength(1)
      expect(formatNewYork(chain.quotedAt)).toBe('2024-01-05T16:15:00-05:00')
      expect(chain.sessionDate).toBe('2024-01-05')
      expect(chain.counts).toEqual({
        quotesRead: 2 * 10_519,
        quotesAccepted: 20_460,
        refusedByCode: { 'option.expired': 446, 'quote.crossed': 2, 'quote.no-ask': 130 },
        zeroBids: 975,
        locked: 0,
      })
      expect(new Set(chain.expiries.map((slice) => slice.expiration)).size).toBe(54)
      expect(chain.expiries.map((slice) => slice.settlement).filter((style) => style === 'AM').length).toBe(
        chain.expiries.filter((slice) => slice.root === 'SPX').length,
      )
      const crossed = refusals.first.filter((refusal) => refusal.code === 'quote.crossed')
      expect(crossed.map((refusal) => refusal.row)).toEqual([10_396, 10_485])
      expect(warnings).toEqual([])
    },
  )
  itWithRealData(
    'the worked example of the VIX paper: 12,960 and 53,280 minutes to settlement',
    'vix-whitepaper-chain/options.csv',
    async (file) => {
      const { chains, refusals } = await read(file)
      const minutes = chains[0]?.expiries.map((slice) => (slice.settlesAt - chains[0].quotedAt) / 60_000)
      expect(chains).toHaveLength(1)
      expect(minutes).toEqual([12_960, 53_280])
      expect(chains[0]?.expiries.map((slice) => slice.strikes_points.length)).toEqual([195, 173])
      expect(refusals.total).toBe(0)
    },
  )
})
