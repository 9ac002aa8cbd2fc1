/** Writes docs/reference/presets.md from the presets and their sources: `node scripts/run.cjs docs`. */
import fs from 'node:fs'
import path from 'node:path'
import { presetsReference } from '../src/policy/rules/presets-reference.ts'
import { PRESETS } from '../src/policy/rules/presets.ts'

const page = path.resolve(import.meta.dirname, '..', 'docs', 'reference', 'presets.md')
fs.writeFileSync(page, presetsReference(PRESETS))
