/** Writes a generated TypeScript module, formatted as the rest of the source. */
import fs from 'node:fs'
import { format, resolveConfig } from 'prettier'

export async function writeModule(file: string, source: string): Promise<void> {
  const config = await resolveConfig(file)
  fs.writeFileSync(file, await format(source, { ...config, parser: 'typescript' }))
}

/** Six significant digits: more would claim more than a fit knows. */
export const rounded = (value: number): number => Number(value.toPrecision(6))
