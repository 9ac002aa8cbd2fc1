import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimsSchema } from './claims-schema.ts'
import {
  DOCUMENTS,
  type DocumentName,
  documentSchemaText,
  documentsReference,
  schemaFileOf,
} from './document-schemas.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const docs = path.join(root, 'docs/reference')

describe('published schemas of documents', () => {
  it.each(Object.keys(DOCUMENTS) as DocumentName[])('%s is as generated', (name) => {
    expect(fs.readFileSync(path.join(docs, 'schemas', schemaFileOf(name)), 'utf8')).toBe(
      documentSchemaText(name),
    )
  })
  it('are listed on a page', () => {
    expect(fs.readFileSync(path.join(docs, 'documents.md'), 'utf8')).toBe(documentsReference())
  })
  it('hold the claims that come with Kondor, and refuse a field that they do not name', () => {
    const kept: unknown = JSON.parse(fs.readFileSync(path.join(root, 'studies/results.json'), 'utf8'))
    expect(claimsSchema.parse(kept)).toEqual(kept)
    const more = claimsSchema.safeParse({ ...(kept as object), extra: 1 })
    expect(more.error?.issues.map(({ code }) => code)).toEqual(['unrecognized_keys'])
  })
})
