import type { TodaySource } from '../../shell/world/today-source.ts'
import { fail } from './output.ts'
import { type TodayOptions, todayRequest } from './today-options.ts'

/** What the options point at, read; null once the refusal is printed. */
export async function openSource(options: TodayOptions): Promise<TodaySource | null> {
  const request = todayRequest(options)
  // Loaded here, so that help and a wrong option do not wait for the importer, the store and the models.
  const source = request.ok
    ? await (await import('../../shell/world/open-today.ts')).openToday(request.value)
    : request
  if (source.ok) return source.value
  fail(source.refusal)
  return null
}
