import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { TodaySource } from '../../shell/world/today-source.ts'
import { fail } from './output.ts'
import { printable } from './terminal/paint.ts'
import { type TodayOptions, todayRequest } from './today-options.ts'

/** Row refusals printed before the rest is only counted. */
const ROWS_SHOWN = 10

/** What the options point at, read; null once the refusal is printed. */
export async function openSource(options: TodayOptions): Promise<TodaySource | null> {
  const request = todayRequest(options)
  if (!request.ok) {
    fail(request.refusal)
    return null
  }
  // Loaded here, so that help and a wrong option do not wait for the importer, the store and the models.
  const { openToday } = await import('../../shell/world/open-today.ts')
  const source = await openToday(request.value)
  if (source.ok) return source.value
  for (const row of source.rows.slice(0, ROWS_SHOWN)) {
    process.stderr.write(`  ${printable(refusalLine(row))}\n`)
  }
  fail(source.refusal)
  return null
}
