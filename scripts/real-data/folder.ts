/** Where the fit scripts find real data: KONDOR_REAL_DATA, default `../shared/data` beside the checkout. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const configured = process.env['KONDOR_REAL_DATA'] ?? ''
const folder =
  configured === '' ? path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data') : configured

/** Absolute path of a real file or folder; stops the script where it is missing. */
export function realPath(relative: string): string {
  const full = realPathOrNull(relative)
  if (full === null)
    throw new Error(`real data not found: ${path.join(folder, relative)} (set KONDOR_REAL_DATA)`)
  return full
}

/** The same where the answer may be that it is not at hand. */
export function realPathOrNull(relative: string): string | null {
  const full = path.join(folder, relative)
  return fs.existsSync(full) ? full : null
}

export const hashOfFile = (file: string): string =>
  createHash('sha256').update(fs.readFileSync(file)).digest('hex')
