/**
 * Every refusal code, once: what it means and what the reader can do. `docs/reference/refusals.md` is generated from
 * this table and a test keeps the two equal. Codes are `area.what`, and are never reused for another meaning.
 */
export interface RefusalCodeEntry {
  readonly means: string
  readonly fix: string
}

const CODES = {
  // numbers
  'number.not-finite': {
    means: 'A number is NaN, infinite or overflows a double (1e999).',
    fix: 'Correct or remove the row.',
  },
  'number.unreadable': {
    means: 'A field that must be a number is not one.',
    fix: 'Correct the field, or name the locale with --locale.',
  },
  'number.out-of-range': {
    means: 'A number lies outside the range the formula or the field allows.',
    fix: 'Check the unit (percent or fraction, days or years) and the value.',
  },
  'number.no-root': {
    means: 'The equation has no solution in the range searched.',
    fix: 'Read the reason beside it: often "no solution" is the answer.',
  },
  'number.no-convergence': {
    means: 'An iteration stopped before it reached its tolerance.',
    fix: 'Report the inputs; the last estimate is not used.',
  },
  // dates
  'date.unreadable': {
    means: 'A date or time could not be read.',
    fix: 'Give dates as YYYY-MM-DD, times as HH:MM in New York.',
  },
  'date.out-of-range': {
    means: 'A date lies outside the calendar tables (1990 to 2040; projected after 2028).',
    fix: 'Use a date inside the tables, or extend them.',
  },
  'date.not-a-session': {
    means: 'The exchange was closed on the date.',
    fix: 'Use the previous or next session.',
  },
  // options
  'option.no-implied-volatility': {
    means:
      'The price is at or below intrinsic value, or at or above its upper bound: no volatility explains it.',
    fix: 'Use the out-of-the-money option of the same strike, or a fresher quote.',
  },
  'option.not-listed': {
    means: 'The chain has no such root, expiry, strike or right.',
    fix: 'List what the chain holds with: kondor data status.',
  },
  'option.symbol-disagrees': {
    means: 'The option symbol names another expiry, strike or right than the columns beside it.',
    fix: 'Export the file again; a shifted column is the usual cause.',
  },
  'option.expired': {
    means: 'The contract had already settled at the time of the quote.',
    fix: 'Choose a later expiry.',
  },
  // quotes
  'quote.crossed': {
    means: 'The bid is above the ask.',
    fix: 'Nothing to do: the quote is left out and counted.',
  },
  'quote.negative': { means: 'A price or size is negative.', fix: 'Correct or remove the row.' },
  'quote.no-ask': {
    means: 'There is no ask, so the option cannot be bought at any known price.',
    fix: 'Nothing to do: the quote is left out and counted.',
  },
  'quote.off-tick': {
    means: 'A price is not a multiple of the tick in force on its date.',
    fix: 'Check the vendor: averaged or theoretical prices are not quotes.',
  },
  'quote.stale': {
    means: 'The quote is older than the limit at the as-of time.',
    fix: 'Import a fresher snapshot, or name the time meant with --as-of.',
  },
  'quote.future': {
    means: 'The quote is dated after the as-of time.',
    fix: 'Check the clock and the time zone of the file.',
  },
  'quote.duplicate': {
    means: 'Root, expiry, strike and right occur twice with different prices.',
    fix: 'Remove one of the rows; Kondor does not choose.',
  },
  'quote.absurd-width': {
    means: 'The spread between bid and ask is too wide for the quote to mean anything.',
    fix: 'Nothing to do: the quote is left out and counted.',
  },
  'quote.out-of-line': {
    means: 'Quotes of neighbouring strikes contradict it: a misplaced decimal point or a stale row.',
    fix: 'Nothing to do: the quote is left out and counted.',
  },
  'quote.not-listed-class': {
    means: 'The root is not one of those accepted for this underlying (binaries, adjusted deliveries).',
    fix: 'Nothing to do: the row is left out and counted.',
  },
  // chains, surfaces, indices
  'chain.empty': {
    means: 'No usable quote was left.',
    fix: 'Read the refusals above: they say why each row was left out.',
  },
  'surface.no-parity': {
    means: 'Too few strikes with both a call and a put quote to take a forward from put-call parity.',
    fix: 'Use another expiry, or give the rate with --rate.',
  },
  'surface.fit-failed': {
    means: 'The smile of the expiry could not be fitted.',
    fix: 'The quotes are still used as they stand; see the reason.',
  },
  'vix.not-computable': {
    means: 'The chain does not hold the expiries or strikes that the Cboe method needs.',
    fix: 'Import a chain with expiries on both sides of 30 days.',
  },
  'structure.unresolvable': {
    means: 'No listed strikes and expiry satisfy the structure asked for.',
    fix: 'Read the reason; widen the limits or choose another expiry.',
  },
  'structure.invalid': {
    means: 'The legs do not form the structure named.',
    fix: 'See the structure page in docs/concepts.',
  },
  'network.port-taken': {
    means: 'Another program listens on the port.',
    fix: 'Stop what uses it, or name another with --port.',
  },
  'series.missing': {
    means: 'A series the rule asks for is not at hand.',
    fix: 'Import it with: kondor import FILE. Until then its vote is "unknown".',
  },
  'series.too-short': {
    means: 'A series has fewer values than the statistic needs.',
    fix: 'Import a longer history.',
  },
  'series.duplicate-day': {
    means: 'A date occurs twice in a series with different values.',
    fix: 'Remove one of the rows; Kondor does not choose.',
  },
  'series.stale': {
    means: 'The newest value of a series at the as-of date is too old to speak for it.',
    fix: 'Import a fresher history, or name an earlier date with --as-of.',
  },
  // pools
  'pool.duplicate-time': {
    means: 'Two rows of a pool file have one time and different content.',
    fix: 'Remove one of the rows; Kondor does not choose.',
  },
  // files
  'file.not-found': { means: 'There is no such file.', fix: 'Check the path.' },
  'file.unreadable': { means: 'The file could not be opened or read.', fix: 'Check its permissions.' },
  'file.empty': { means: 'The file holds no data.', fix: 'Download it again.' },
  'file.lfs-pointer': {
    means: 'The file is a Git LFS pointer, not the data it stands for.',
    fix: 'Run "git lfs pull" in the repository it came from.',
  },
  'file.unknown-format': {
    means: 'The content matches none of the formats Kondor reads.',
    fix: 'See docs/reference/formats.md, or name the format with --format.',
  },
  'file.wrong-header': {
    means: 'The header lacks columns the format must have.',
    fix: 'Export it again with all columns of the format.',
  },
  'file.no-symbol': {
    means: 'Neither the columns nor the file name say which instrument the data is about.',
    fix: 'Give the file the name the vendor gave it (for example spx_eod_202401.txt or VVIX_History.csv).',
  },
  'file.truncated': {
    means: 'The file ends in the middle of a record or an archive member.',
    fix: 'Download it again.',
  },
  'file.row-too-long': {
    means: 'A row is longer than 64 KiB: an unclosed quote or not a text table.',
    fix: 'Close the quote, or check that the file is the table you meant.',
  },
  'file.field-too-long': {
    means: 'A field is longer than 4 KiB.',
    fix: 'Check that the file is the table you meant.',
  },
  'file.bad-quoting': {
    means: 'A quotation mark stands where none may.',
    fix: 'Double quotation marks inside quoted fields, or remove them.',
  },
  'file.row-wrong-width': {
    means: 'A row has another number of fields than the header.',
    fix: 'Correct or remove the row.',
  },
  'file.bad-encoding': {
    means: 'The text is not UTF-8 (or holds NUL bytes).',
    fix: 'Save the file as UTF-8.',
  },
  'file.bomb': {
    means: 'The archive unpacks to far more than its size: a decompression bomb.',
    fix: 'Unpack it yourself if you trust it, and import the plain file.',
  },
  'file.bad-archive': {
    means: 'The gz or zip is damaged or uses an unknown method.',
    fix: 'Download it again.',
  },
  'file.json-invalid': {
    means: 'The JSON does not parse or is not of the shape of the format.',
    fix: 'Download it again; the message says where it breaks.',
  },
  'file.too-large': { means: 'The file is larger than the limit of its format.', fix: 'Split it.' },
  'file.has-refused-rows': {
    means: 'Some rows were refused, so none was imported.',
    fix: 'Correct them, or import the good rows with --allow-partial.',
  },
  // commands and rules
  'command.bad-input': {
    means: 'The input of the command is not of the form it takes.',
    fix: 'See --help for an example.',
  },
  'command.unknown': {
    means: 'There is no such operation, preset or series.',
    fix: 'See --help for the list.',
  },
  'rules.invalid': { means: 'The rule set does not follow the schema.', fix: 'See docs/reference/rules.md.' },
  'rules.unreadable': {
    means: 'The rules file is not one YAML document.',
    fix: 'Correct the YAML at the line named.',
  },
  'rules.unknown-key': {
    means: 'A key of the rules file is not one of the schema.',
    fix: 'Correct its spelling, or remove it; see docs/reference/rules.md.',
  },
  'rules.duplicate-key': {
    means: 'A key stands twice in one map of the rules file.',
    fix: 'Remove one of the two; Kondor does not choose.',
  },
  'rules.percent-for-fraction': {
    means: 'A percentage stands where a fraction is wanted: 15 or "15%" for 0.15.',
    fix: 'Write the fraction: 0.15.',
  },
  'rules.cycle': {
    means: 'A rule set extends itself, or a YAML alias lies inside what it stands for.',
    fix: 'Break the circle at the line named.',
  },
  'rules.expands-too-far': {
    means: 'Aliases or nesting make the rules file larger than any rule set is.',
    fix: 'Write the values out, or use extends.',
  },
  'rules.name-taken': {
    means: 'A rule set has the name of a preset, but other rules.',
    fix: 'Give it a name of its own.',
  },
  // journal
  'journal.damaged': {
    means: 'The journal does not read as it was written: a changed, missing or unreadable record.',
    fix: 'Do not write to it. Restore journal.sqlite from a backup, then run: kondor journal verify.',
  },
  'journal.newer-schema': {
    means: 'The journal was written by a newer Kondor.',
    fix: 'Update Kondor, or set KONDOR_HOME to a folder of this version.',
  },
  'journal.unknown-event': {
    means: 'A record of the journal is of a kind or shape that this Kondor does not know.',
    fix: 'Update Kondor to the version that wrote it.',
  },
  'journal.locked': {
    means: 'Another process is writing to the journal; there is one writer at a time.',
    fix: 'Wait for it to end, or stop it.',
  },
  'journal.read-only': {
    means: 'The folder or the file of the journal cannot be opened for writing.',
    fix: 'Give this user the right to write there, or set KONDOR_HOME to a folder where it may.',
  },
  'journal.full': {
    means: 'The disk, or the limit on file size, leaves no room for another record.',
    fix: 'Make room and run the command again: nothing was recorded, and what had been recorded is unharmed.',
  },
  'journal.unwritable': {
    means: 'The disk failed while a record was being written or synced.',
    fix: 'Check the disk, then run: kondor journal verify.',
  },
  'journal.contradiction': {
    means:
      'The event does not fit what the journal already holds: an unknown trade, or one id for two fills.',
    fix: 'See what is recorded with: kondor position list.',
  },
  // stores
  'store.damaged': {
    means: 'A stored file does not match its recorded content.',
    fix: 'Import the original again.',
  },
  'store.unwritable': {
    means: 'The folder of the store cannot be made or written.',
    fix: 'Set KONDOR_HOME to a folder you can write.',
  },
} as const satisfies Record<string, RefusalCodeEntry>

export type RefusalCode = keyof typeof CODES
export const REFUSAL_CODES: Readonly<Record<RefusalCode, RefusalCodeEntry>> = CODES
