import type { Decoder, FileHead, NumberLocale } from '../../market/quote/decoder.ts'
import { DECODERS, decoderNamed } from '../../market/quote/formats/index.ts'
import { stop } from './refused-input.ts'

/** A decoder is taken when it is surer than this. */
const SURE = 0.5

/** The decoder named, or the surest of all; stops where the content is none of the formats, saying what it looks like. */
export function chooseDecoder(
  head: FileHead,
  format: string | null,
  locale: NumberLocale,
  source: string,
): Decoder {
  refuseStrangers(head, source)
  if (format !== null) {
    const named = decoderNamed(format)
    const wanted = `one of ${DECODERS.map((decoder) => decoder.id).join(', ')}`
    return named ?? stop('command.unknown', { field: '--format', was: format, wanted, source })
  }
  // Decoders sniff comma-separated headers; a locale's own delimiter is shown to them as one.
  const shown =
    locale.delimiter === ',' ? head : { ...head, text: head.text.replaceAll(locale.delimiter, ',') }
  const best = DECODERS.map((decoder) => ({ decoder, score: decoder.sniff(shown) })).reduce((a, b) =>
    b.score > a.score ? b : a,
  )
  return best.score > SURE ? best.decoder : stop('file.unknown-format', { ...unknown(head), source })
}

function refuseStrangers(head: FileHead, source: string): void {
  if (head.text.startsWith('version https://git-lfs')) {
    stop('file.lfs-pointer', {
      field: 'content',
      was: 'a Git LFS pointer',
      wanted: 'the data itself',
      source,
    })
  }
  if (head.text.trim() === '') {
    stop('file.empty', { field: 'content', was: 'blank text', wanted: 'some data', source })
  }
}

/** `20210104_spxw_minute_trade_european_call_...csv`, `spx_openinterest_european_put_...csv`, `20210104_spx_minute_trade.csv`. */
const LEAN_WITHOUT_QUOTES =
  /^(?:\d{8}_)?[a-z][a-z0-9.]{0,9}(?:_(?:second|minute|hour|daily))?_(trade|openinterest)(?:_(?:european|american)_\w+)?\.csv$/i

function unknown(head: FileHead): {
  readonly field: string
  readonly was: string
  readonly wanted: string
  readonly fix?: string
} {
  const line = head.text.split(/\r?\n/).find((text) => text.trim() !== '') ?? ''
  const shared = { field: 'content', wanted: 'one of the formats Kondor reads' }
  if (/^\s*<(!doctype|html|\?xml)/i.test(head.text)) {
    return {
      ...shared,
      was: 'a web page',
      fix: 'Download the file itself: the link led to a page, perhaps a log-in.',
    }
  }
  const lean = LEAN_WITHOUT_QUOTES.exec(head.name)
  if (lean !== null) {
    const what = lean[1]?.toLowerCase() === 'trade' ? 'trades' : 'open interest'
    return {
      ...shared,
      was: `${what} in the form of QuantConnect Lean`,
      fix: 'Kondor reads Lean quotes (..._quote_...) and daily bars (spx.csv); this file holds neither.',
    }
  }
  const lines = head.text.split(/\r?\n/, 12)
  if (lines.some((each) => each.split(';').length > 5 && each.split(';').length > each.split(',').length)) {
    return {
      ...shared,
      was: line,
      fix: 'It looks separated by semicolons: name its locale, for example --locale de.',
    }
  }
  return { ...shared, was: line }
}
