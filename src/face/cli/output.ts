/** Standard output and standard error for commands. */
import { type Refusal, refusalLine } from '../../base/vocabulary/refusal.ts'
import { exitCodeOfRefusal } from './exit-codes.ts'
import { type Painter, painterFor, printable } from './terminal/paint.ts'

const WIDTH_MIN = 60
const WIDTH_MAX = 100
const WIDTH_DEFAULT = 80

/** Columns to set a page in: the terminal's, or those that COLUMNS asks for where there is none, within what reads well. */
export function pageWidth(
  columns: number | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const asked = /^\d{1,4}$/.test(environment['COLUMNS'] ?? '')
    ? Number(environment['COLUMNS'])
    : WIDTH_DEFAULT
  return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, columns ?? asked))
}

export const standardPainter = (): Painter => painterFor(process.stdout.isTTY === true, process.env)

/** Writes and waits for the pipe to take it, so that an exit right after loses nothing. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve())
  })
}

/** JSON with the key order of its maker, two spaces, one newline at the end. */
export const writeJson = (value: unknown): Promise<void> => write(`${JSON.stringify(value, null, 2)}\n`)

/** Prints a refusal as one line on standard error and sets the exit code. */
export function fail(refusal: Refusal): void {
  process.stderr.write(`kondor: ${printable(refusalLine(refusal))}\n`)
  process.exitCode = exitCodeOfRefusal(refusal)
}
