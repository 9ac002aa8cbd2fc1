import { advanceDeclineLine } from '../indicator/advance-decline.ts'
import { columnUnfit, columnUpTo, type DatedColumn } from '../indicator/dated-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from '../indicator/reading.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import type { BoardGroup } from './board.ts'
import { boardLine } from './board-line.ts'
import { NEEDS } from './needs.ts'

const SESSIONS = 20

/** Breadth: the advance/decline line's change and its divergence from the index. */
export function breadthGroup(
  advances: DatedColumn | null,
  declines: DatedColumn | null,
  readings: RegimeReadings,
  asOfDay: number,
): BoardGroup {
  const about = { rung: advances?.rung, needs: NEEDS.breadth }
  const change = lineChange(advances, declines, asOfDay)
  return {
    id: 'breadth',
    title: 'Breadth',
    lines: [
      boardLine('ad-line', 'A/D line, 20 sessions', 'count', change, about),
      boardLine(
        'ad-divergence',
        'Divergence from the index',
        'count',
        readings['breadth-divergence20'],
        about,
      ),
    ],
  }
}

/** Rise of the line over the newest sessions. Both columns must have the same days: a missing one is not a zero. */
function lineChange(
  advances: DatedColumn | null,
  declines: DatedColumn | null,
  asOfDay: number,
): IndicatorReading {
  const id = `A/D line change(${SESSIONS})`
  const convention = `advances less declines, summed over ${SESSIONS} sessions; the level of the line means nothing`
  if (advances === null || declines === null) {
    return unknownReading(id, convention, 'no advances and declines at hand')
  }
  const [up, down] = [columnUpTo(advances, asOfDay), columnUpTo(declines, asOfDay)]
  const unfit = columnUnfit(up, asOfDay, SESSIONS) ?? columnUnfit(down, asOfDay, SESSIONS)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const [upDays, downDays] = [up.days.subarray(-SESSIONS), down.days.subarray(-SESSIONS)]
  if (!upDays.every((day, i) => day === downDays[i])) {
    return unknownReading(id, convention, 'advances and declines are not of the same days')
  }
  const line = advanceDeclineLine(up.values.subarray(-SESSIONS), down.values.subarray(-SESSIONS))
  return knownReading(id, line.values[SESSIONS - 1], upDays[SESSIONS - 1], convention)
}
