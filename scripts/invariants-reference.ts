/** Writes docs/reference/invariants.md, computed: `node scripts/run.cjs docs`. */
import fs from 'node:fs'
import path from 'node:path'
import { invariantsReference } from '../src/policy/invariant/invariants-reference.ts'

const page = path.resolve(import.meta.dirname, '..', 'docs', 'reference', 'invariants.md')
fs.writeFileSync(page, invariantsReference())
