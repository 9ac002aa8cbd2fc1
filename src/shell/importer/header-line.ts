const LINES_MAX = 12

/**
 * One-based line of a table's header: the first of the widest lines at its start, since some vendors put a title, a date or
 * a disclaimer above it. 1 where quotation marks make the count unsafe.
 */
export function headerLine(head: string, delimiter: string): number {
  const lines = head.split(/\r\n|\n|\r/, LINES_MAX)
  let widest = 1
  let width = 0
  for (const [index, line] of lines.entries()) {
    if ((line.split('"').length - 1) % 2 === 1) return 1
    const fields = line.split(delimiter).length
    if (fields > width) {
      width = fields
      widest = index + 1
    }
  }
  return widest
}
