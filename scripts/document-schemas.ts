/** Writes docs/reference/documents.md and docs/reference/schemas: `node scripts/run.cjs docs`. */
import fs from 'node:fs'
import path from 'node:path'
import {
  DOCUMENTS,
  type DocumentName,
  documentSchemaText,
  documentsReference,
  schemaFileOf,
} from '../src/face/api/document-schemas.ts'

const folder = path.resolve(import.meta.dirname, '..', 'docs', 'reference')
fs.mkdirSync(path.join(folder, 'schemas'), { recursive: true })
for (const name of Object.keys(DOCUMENTS) as DocumentName[]) {
  fs.writeFileSync(path.join(folder, 'schemas', schemaFileOf(name)), documentSchemaText(name))
}
fs.writeFileSync(path.join(folder, 'documents.md'), documentsReference())
