/** Every numeric reference case whose category is implemented, through the same door as `kondor calc`. */
import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calculate, OPERATIONS } from '../../src/face/calc/calculate.ts'
import { COMMENT_KEYS } from '../../src/face/calc/comment-keys.ts'
import { realData } from '../support/real-data.ts'

interface ReferenceCase {
  readonly id: string
  readonly category: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, unknown>>
  /** {abs} or {rel} for every numeric leaf, or an absolute tolerance by field name. */
  readonly tolerance: Readonly<Record<string, number>>
}

const file = realData('../cases/reference-cases.json')
const cases: readonly ReferenceCase[] =
  file === null ? [] : (JSON.parse(fs.readFileSync(file, 'utf8')) as { cases: ReferenceCase[] }).cases
if (file === null) console.warn('SKIPPED for want of the reference cases: every category')
/** Calculators that go beyond the reference cases; `ledger-operations.test.ts` holds them to independent figures. */
const BEYOND_THE_CASES: ReadonlySet<string> = new Set(['hedging_error', 'pool_of_condor', 'return_on_margin'])
const implemented = OPERATIONS.map(({ name }) => name).filter((name) => !BEYOND_THE_CASES.has(name))

function compareLeaf(
  actual: unknown,
  expected: unknown,
  tolerance: ReferenceCase['tolerance'],
  path: string,
): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) ? actual.length : actual, path).toBe(expected.length)
    expected.forEach((item, i) => compareLeaf((actual as unknown[])[i], item, tolerance, `${path}[${i}]`))
    return
  }
  if (typeof expected === 'object' && expected !== null) {
    for (const [field, item] of Object.entries(expected)) {
      if (COMMENT_KEYS.has(field)) continue
      compareLeaf((actual as Readonly<Record<string, unknown>>)[field], item, tolerance, `${path}.${field}`)
    }
    return
  }
  if (typeof expected !== 'number') {
    expect(actual, path).toEqual(expected)
    return
  }
  expect(typeof actual, path).toBe('number')
  const { abs, rel } = tolerance
  const absolute =
    abs ?? (rel === undefined ? tolerance[path.replace(/\[\d+\]/g, '')] : rel * Math.abs(expected))
  expect(absolute, `tolerance of ${path}`).toBeDefined()
  expect(
    Math.abs((actual as number) - expected),
    `${path}: ${String(actual)} for ${expected}`,
  ).toBeLessThanOrEqual(absolute ?? 0)
}

describe.skipIf(file === null)('reference cases', () => {
  for (const category of implemented) {
    const own = cases.filter((each) => each.category === category)
    it(`${category}: there are cases of it`, () => {
      expect(own.length).toBeGreaterThan(0)
    })
    for (const each of own) {
      it(`${category} ${each.id}`, () => {
        const result = calculate(each.category, each.inputs)
        if (each.category.endsWith('_error')) {
          expect(result.ok).toBe(false)
          return
        }
        if (!result.ok) expect.fail(JSON.stringify(result.refusal))
        for (const [field, expected] of Object.entries(each.expected)) {
          if (!COMMENT_KEYS.has(field)) compareLeaf(result.value[field], expected, each.tolerance, field)
        }
      })
    }
  }

  it('lists the categories that have no calculator yet', () => {
    const missing = [...new Set(cases.map(({ category }) => category))].filter(
      (name) => !implemented.includes(name),
    )
    console.info(`reference categories not yet implemented (${missing.length}): ${missing.sort().join(', ')}`)
    for (const category of missing) {
      const result = calculate(category, {})
      expect(result.ok ? null : result.refusal.code).toBe('command.unknown')
    }
  })
})
