/**
 * What Kondor needs of a machine, looked at one by one: each check says what was found and, where something is missing,
 * how to get it.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { isoOfDay } from '../../base/calendar/civil.ts'
import { CALENDAR_PUBLISHED_LAST_YEAR } from '../../base/calendar/holiday-table.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { embeddedIndex } from '../series/embedded-index.ts'
import { Duck } from '../store/duck.ts'
import { checkHome } from '../store/ready-home.ts'
import { Store } from '../store/store.ts'

export interface Check {
  readonly name: string
  /** `missing` stops Kondor; `limited` leaves it working without something. */
  readonly state: 'fine' | 'limited' | 'missing'
  readonly found: string
  /** What to do; empty where all is fine. */
  readonly fix: string
}

const require = createRequire(import.meta.url)

/** All checks, in the order in which a newcomer would mend them. */
export async function runChecks(options: {
  readonly home: string
  readonly webFolder: string | null
  readonly today: string
}): Promise<readonly Check[]> {
  return [
    nodeCheck(),
    await duckCheck(),
    await indexCheck(),
    webCheck(options.webFolder),
    homeCheck(options.home),
    chainsCheck(options.home),
    calendarCheck(options.today),
  ]
}

function nodeCheck(): Check {
  const here = process.execPath
  const bundled = here.includes(`node-linux-${process.arch}`)
  const origin = bundled ? 'came with npm ci' : "the machine's own"
  return {
    name: 'Node',
    state: 'fine',
    found: `${process.versions.node} (${origin}) on ${process.platform}/${process.arch}`,
    fix: '',
  }
}

async function duckCheck(): Promise<Check> {
  try {
    const duck = await Duck.open()
    const reader = await duck.connection.runAndReadAll('SELECT version()')
    const version = String(reader.getColumns()[0]?.[0])
    duck.close()
    return { name: 'DuckDB', state: 'fine', found: `${version}, opened`, fix: '' }
  } catch (error) {
    return {
      name: 'DuckDB',
      state: 'missing',
      found: error instanceof Error ? error.message : String(error),
      fix: 'Run "npm ci" again; its native part for this platform did not arrive.',
    }
  }
}

async function indexCheck(): Promise<Check> {
  const index = await embeddedIndex()
  if (!index.ok) {
    return {
      name: 'Embedded index',
      state: 'missing',
      found: index.refusal.was,
      fix: 'Run "npm ci" again: the vega-datasets dependency is absent.',
    }
  }
  const { days } = index.value
  const span = `${isoOfDay(days[0] as DayNumber)} to ${isoOfDay(days[days.length - 1] as DayNumber)}`
  return {
    name: 'Embedded index',
    state: 'fine',
    found: `S&P 500, ${days.length} sessions, ${span}`,
    fix: '',
  }
}

function webCheck(folder: string | null): Check {
  if (folder !== null && fs.existsSync(path.join(folder, 'index.html'))) {
    return { name: 'Web page', state: 'fine', found: `built, ${folder}`, fix: '' }
  }
  const fix = canResolve('vite/package.json')
    ? 'Run "npm start", or "node scripts/run.cjs web", which builds it.'
    : 'Install Kondor again: the published package carries the built page.'
  return { name: 'Web page', state: 'limited', found: 'not built', fix }
}

function homeCheck(home: string): Check {
  const checked = checkHome(home)
  if (!checked.ok) {
    const { was, fix } = checked.refusal
    return { name: 'Data folder', state: 'limited', found: `${home} cannot be written: ${was}`, fix }
  }
  const found = checked.value === 'there' ? home : `${home} (will be created on the first import)`
  return { name: 'Data folder', state: 'fine', found, fix: '' }
}

function chainsCheck(home: string): Check {
  const chains = new Store(home).listChains()
  if (chains.length > 0) return { name: 'Imported chains', state: 'fine', found: `${chains.length}`, fix: '' }
  return {
    name: 'Imported chains',
    state: 'limited',
    found: 'none: decisions stand on the embedded index, with modelled quotes',
    fix: 'Import your own: kondor import FILE (formats: docs/reference/formats.md).',
  }
}

function calendarCheck(today: string): Check {
  const covers = Number(today.slice(0, 4)) <= CALENDAR_PUBLISHED_LAST_YEAR
  return {
    name: 'Calendar',
    state: covers ? 'fine' : 'limited',
    found: `exchange tables published to the end of ${CALENDAR_PUBLISHED_LAST_YEAR}`,
    fix: covers ? '' : 'Install a newer Kondor: later holidays are projected from rules, not published.',
  }
}

function canResolve(name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}
