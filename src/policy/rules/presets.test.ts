import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalHash, canonicalJson } from './canonical.ts'
import { presetSource } from './preset-sources-table.ts'
import { PRESETS, PRICE_BOARD, presetNamed } from './presets.ts'
import { presetNumbers, presetsReference } from './presets-reference.ts'

const page = path.resolve(import.meta.dirname, '../../../docs/reference/presets.md')

describe('presets', () => {
  it('are nine rule sets, each with and without the hedge ladder, and one with another, lvr-budget first', () => {
    const plain = [
      'lvr-budget',
      'monthly-16-delta',
      'icc-1dte',
      'static-50-delta',
      'cndr',
      'credit-distance',
      'width-premium',
      'credit-dte',
      'extrinsic-vol',
    ]
    expect(PRESETS.map((rules) => rules.name)).toEqual([
      ...plain,
      'vxth',
      ...plain.map((name) => `${name}+alvh`),
    ])
    for (const { name, hedge } of PRESETS) expect(hedge !== null).toBe(/\+alvh$|^vxth$/.test(name))
    expect(new Set(PRESETS.map((rules) => canonicalHash(rules))).size).toBe(19)
  })
  it('are found by name, and refused with the names there are', () => {
    const found = presetNamed('icc-1dte')
    expect(found.ok && found.value.structures.length).toBe(3)
    const missing = presetNamed('icc')
    expect(missing.ok ? null : [missing.refusal.code, missing.refusal.wanted]).toEqual([
      'command.unknown',
      'one of lvr-budget, monthly-16-delta, icc-1dte, static-50-delta, cndr, credit-distance, width-premium, credit-dte, extrinsic-vol, each also with +alvh, vxth, or a rules file (.yaml)',
    ])
  })
  it('cannot be changed', () => {
    const band = PRESETS[0].entry.vixBands?.[0]
    expect(() => Object.assign(band ?? {}, { upTo_vol_points: 99 })).toThrow(TypeError)
    expect(() => Object.assign(PRICE_BOARD[0].contract.wings, { put_points: 1 })).toThrow(TypeError)
  })
  it('name the source of each of their numbers', () => {
    const unstated = PRESETS.flatMap((rules) =>
      presetNumbers(rules)
        .filter(({ key }) => presetSource(rules.name, key) === null)
        .map(({ path }) => `${rules.name}: ${path}`),
    )
    expect(unstated).toEqual([])
    expect(presetNumbers(PRESETS[0]).length).toBeGreaterThan(25)
  })
  it('are on the reference page as they are', () => {
    expect(fs.readFileSync(page, 'utf8')).toBe(presetsReference(PRESETS))
  })
  it('share their size among their structures completely', () => {
    for (const rules of PRESETS) {
      const shares = rules.structures.reduce((sum, structure) => sum + structure.sizeShare, 0)
      expect(shares).toBeCloseTo(1, 12)
    }
  })
})

describe('canonical JSON', () => {
  it('has one spelling whatever the order of keys, and leaves undefined out', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: -0, e: undefined })).toBe(
      '{"a":0,"b":[1,{"c":"x","d":null}]}',
    )
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }))
    expect(canonicalHash({ a: 1 })).not.toBe(canonicalHash({ a: 1.0000000001 }))
  })
  it('hashes the canonical bytes with SHA-256', () => {
    // printf '{}' | sha256sum
    expect(canonicalHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })
  it('stops on what JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('finite')
    expect(() => canonicalJson({ a: new Float64Array(2) })).toThrow('plain data')
  })
})
