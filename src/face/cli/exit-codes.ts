/** Exit codes, after sysexits(3): the same for every command, documented in `--help` and docs/reference/cli.md. */
import { AssertionFailure } from '../../base/vocabulary/assert.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'

export const EXIT = {
  OK: 0,
  USAGE: 64,
  DATA_REFUSED: 65,
  NO_INPUT: 66,
  MISSING_RUNTIME: 69,
  OUR_BUG: 70,
  INPUT_OUTPUT: 74,
} as const

export const EXIT_CODES_HELP = `Exit codes:
  0   done
  64  the command line was wrong
  65  the data was refused; standard error says what, where and what to do
  66  there is no such input
  69  a runtime Kondor needs is missing (see: kondor doctor)
  70  a fault in Kondor; please report it
  74  a file, the network or a port could not be used`

const IN_OUT_CODES: ReadonlySet<string> = new Set([
  'file.unreadable',
  'journal.locked',
  'journal.read-only',
  'journal.full',
  'journal.unwritable',
  'network.port-taken',
  'store.unwritable',
])

/** The exit code that a refusal ends the process with. */
export function exitCodeOfRefusal(refusal: Refusal): number {
  if (refusal.code.startsWith('command.')) return EXIT.USAGE
  if (refusal.code === 'file.not-found' || refusal.code === 'series.missing') return EXIT.NO_INPUT
  if (IN_OUT_CODES.has(refusal.code)) return EXIT.INPUT_OUTPUT
  return EXIT.DATA_REFUSED
}

/** The exit code and message of whatever was thrown: never a stack trace, unless KONDOR_DEBUG is set. */
export function exitOfThrown(thrown: unknown): { readonly code: number; readonly message: string } {
  if (isSystemError(thrown)) return { code: EXIT.INPUT_OUTPUT, message: thrown.message }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const kind = thrown instanceof AssertionFailure ? 'A check inside Kondor failed' : 'Kondor failed'
  return { code: EXIT.OUR_BUG, message: `${kind}: ${message}. This is a fault in Kondor; please report it.` }
}

function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'syscall' in thrown && 'code' in thrown && typeof thrown.code === 'string'
}
