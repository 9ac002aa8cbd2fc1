/** Where the fit scripts find real data: KONDOR_REAL_DATA, default `../shared/data` beside the checkout. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const configured = process.env['KONDOR_REAL_DATA'] ?? ''
const folder =
  configured === '' ? path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data') : configured

/** Absolute path of a real file or folder; stops the script where it is missing. */
export function realPath(relative: string): string {
  const full = path.join(folder, relative)
  if (!fs.existsSync(full)) throw new Error(`real data not found: ${full} (set KONDOR_REAL_DATA)`)
  return full
}

export const hashOfFile = (file: string): string =>
  createHash('sha256').update(fs.readFileSync(file)).digest('hex')
