/** The page of the journal's format says what the writer does: an independent reader is written from it. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { GENESIS_HASH, recordHash } from '../../src/engine/journal/encoding.ts'
import { JOURNAL_EVENT } from '../../src/engine/journal/event.ts'
import { APPLICATION_ID, SCHEMA_STATEMENTS } from '../../src/shell/journal/schema-table.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const page = fs.readFileSync(path.join(root, 'docs', 'reference', 'journal.md'), 'utf8')

describe('docs/reference/journal.md', () => {
  it('has the statements of the file, and their hash', () => {
    const sql = /```sql\n([\s\S]*?);\n```/.exec(page)?.[1] ?? ''
    expect(sql).toBe(SCHEMA_STATEMENTS.join(';\n'))
    const hash = createHash('sha256')
    for (const statement of SCHEMA_STATEMENTS) {
      const [, type = '', name = ''] = statement.split(' ')
      const table = / ON (\w+)/.exec(statement.split('\n')[0] ?? '')?.[1] ?? name
      hash.update(`${type.toLowerCase()} ${name} ${table}\n${statement}\n`)
    }
    expect(page).toContain(hash.digest('hex'))
    expect(page).toContain(String(APPLICATION_ID))
  })
  it('lists every kind of event with every field of it', () => {
    for (const { shape } of JOURNAL_EVENT.options) {
      const [kind] = shape.kind.values
      const line = page.split('\n').find((text) => text.startsWith(`| \`${kind}\``))
      expect(line, kind).toBeDefined()
      for (const field of Object.keys(shape).filter((name) => name !== 'kind')) {
        expect(line, `${kind}.${field}`).toContain(`\`${field}\``)
      }
    }
  })
  it('has the bytes that are hashed', () => {
    const record = { seq: 7, schemaVersion: 1, prevHash: GENESIS_HASH, body: '{}' }
    const lines = ['kondor.journal', '1', '7', '0'.repeat(64), '{}']
    expect(recordHash(record)).toBe(createHash('sha256').update(lines.join('\n')).digest('hex'))
    expect(page).toContain('kondor.journal\nSCHEMA_VERSION\nSEQ\nPREV_HASH\nBODY\n')
  })
})

describe('the verifier', () => {
  it('imports nothing of the writer', () => {
    const file = path.join(root, 'src', 'shell', 'journal', 'verify-journal.ts')
    const imports = [...fs.readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)
    expect(imports.filter((from) => from?.startsWith('node:') !== true)).toEqual([])
  })
})
