/** Tests the package itself: exact versions, an export per room, one registry-neutral lock file, the files it ships. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { REFUSAL_CODES } from '../../src/base/vocabulary/refusal-codes.ts'
import { refusalReference } from '../../scripts/refusal-reference.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8')
const manifest = JSON.parse(read('package.json')) as {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly optionalDependencies: Record<string, string>
  readonly exports: Record<string, unknown>
  readonly scripts: Record<string, string>
}

describe('package.json', () => {
  it('pins every dependency to an exact version', () => {
    const ranges = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    expect(ranges).toEqual([])
  })
  it('exports each of the seven rooms', () => {
    expect(Object.keys(manifest.exports)).toEqual([
      './base',
      './market',
      './book',
      './policy',
      './engine',
      './shell',
      './face',
      './package.json',
    ])
  })
  it('starts every script through a plain CommonJS shim, so that an old Node can run it', () => {
    for (const [name, command] of Object.entries(manifest.scripts)) {
      expect(command, name).toMatch(/^node scripts\/[\w-]+\.cjs\b/)
    }
  })
  it('has a lock file that names no registry host', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"/)
  })
})

describe('docs/reference/refusals.md', () => {
  it('documents every refusal code, exactly as the registry has it', () => {
    expect(read('docs/reference/refusals.md')).toBe(refusalReference(REFUSAL_CODES))
  })
})
