import { readInstant } from '../quote/formats/instants.ts'
import type { RowReader } from '../quote/formats/row-reader.ts'

/** Epoch milliseconds of a UTC time: an epoch, or ISO with or without a zone mark (no mark is UTC, as chains keep it). 0 after a refusal. */
export function readUtcTime(reader: RowReader, name: string): number {
  const text = reader.text(name)
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00:00` : text
  const withSeconds = /[T ]\d{2}:\d{2}$/.test(iso) ? `${iso}:00` : iso
  const instant = readInstant(text) ?? readInstant(`${withSeconds}Z`)
  if (instant === null) {
    reader.fail('date.unreadable', name, text, 'a UTC time as 2023-08-14 00:01:00, or an epoch')
  }
  return instant ?? 0
}
