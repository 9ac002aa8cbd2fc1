/** Writes docs/reference/{presets.md,rules.md,rules.schema.json}: `node scripts/run.cjs docs`. */
import fs from 'node:fs'
import path from 'node:path'
import { presetsReference } from '../src/policy/rules/presets-reference.ts'
import { PRESETS } from '../src/policy/rules/presets.ts'
import { rulesJsonSchemaText, rulesReference } from '../src/policy/rules/schema/rules-reference.ts'

const folder = path.resolve(import.meta.dirname, '..', 'docs', 'reference')
fs.writeFileSync(path.join(folder, 'presets.md'), presetsReference(PRESETS))
fs.writeFileSync(path.join(folder, 'rules.md'), rulesReference())
fs.writeFileSync(path.join(folder, 'rules.schema.json'), rulesJsonSchemaText())
