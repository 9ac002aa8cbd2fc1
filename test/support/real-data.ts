/**
 * Real market data for verification: not part of the project. Looked for in KONDOR_REAL_DATA, default `../shared/data`
 * beside the checkout. Tests that need it say aloud when they skip; in CI its absence is a failure.
 */
import fs from 'node:fs'
import path from 'node:path'
import { it } from 'vitest'

const projectRoot = path.resolve(import.meta.dirname, '..', '..')
const configured = process.env['KONDOR_REAL_DATA']
const folder =
  configured !== undefined && configured !== ''
    ? configured
    : path.resolve(projectRoot, '..', 'shared', 'data')

/** Absolute path of a real file, or null where the data is not at hand. */
export function realData(relative: string): string | null {
  const file = path.join(folder, relative)
  if (fs.existsSync(file)) return file
  const inCi = process.env['CI'] !== undefined && process.env['CI'] !== ''
  if (inCi) throw new Error(`real data ${relative} is missing in CI (looked in ${folder})`)
  return null
}

/** `it` that runs with a real file, and says aloud when it skips for want of it. */
export function itWithRealData(
  title: string,
  relative: string,
  body: (file: string) => void | Promise<void>,
): void {
  const file = realData(relative)
  if (file === null) {
    console.warn(`SKIPPED for want of real data (${relative}): ${title}`)
    it.skip(`${title} (no real data at hand)`, () => {})
    return
  }
  it(title, () => body(file))
}
