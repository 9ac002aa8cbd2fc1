import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { type GridAxis, gridOf, parseAxis, randomOf } from './sweep-grid.ts'

const axes = (...texts: readonly string[]): readonly GridAxis[] =>
  texts.map((text) => mustAccept(parseAxis(text)))

describe('a grid', () => {
  it('reads numbers, words, true, false and null', () => {
    expect(axes('a.b[0]=1,-0.5,x,true,false,null')).toEqual([
      { key: 'a.b[0]', values: [1, -0.5, 'x', true, false, null] },
    ])
    expect(axes('a=0.1..0.4')).toEqual([{ key: 'a', values: { low: 0.1, high: 0.4 } }])
  })
  it.each(['', 'a', '=1', 'a=', 'a=1,,2', 'a=1,1', 'a=0.4..0.1'])('refuses %j', (text) => {
    expect(parseAxis(text)).toMatchObject({
      ok: false,
      refusal: { code: 'command.bad-input', field: '--grid' },
    })
  })
  it('is every combination, the last key fastest', () => {
    const all = mustAccept(gridOf(axes('a=1,2', 'b=x,y,z')))
    expect(all.map((one) => one.map(({ value }) => value).join(''))).toEqual([
      '1x',
      '1y',
      '1z',
      '2x',
      '2y',
      '2z',
    ])
  })
  it('has no end for a range, and an end for lists', () => {
    expect(gridOf(axes('a=1..2')).ok).toBe(false)
    const long = Array.from({ length: 400 }, (_, i) => i).join(',')
    expect(gridOf(axes(`a=${long}`, `b=${long}`)).ok).toBe(false)
  })
})

describe('random draws', () => {
  it('are different from each other, the same for the same seed, and inside their ranges', () => {
    const asked = axes('a=0.1..0.4', 'b=x,y')
    const drawn = randomOf(asked, 40, 7)
    expect(drawn).toHaveLength(40)
    expect(new Set(drawn.map((one) => JSON.stringify(one))).size).toBe(40)
    expect(randomOf(asked, 40, 7)).toEqual(drawn)
    expect(randomOf(asked, 40, 8)).not.toEqual(drawn)
    for (const [{ value }] of drawn) {
      expect(value).toBeGreaterThanOrEqual(0.1)
      expect(value).toBeLessThanOrEqual(0.4)
    }
    expect(new Set(drawn.map(([, { value }]) => value))).toEqual(new Set(['x', 'y']))
  })
  it('stop where the lists have no more', () => {
    expect(randomOf(axes('a=1,2', 'b=1,2'), 100, 1)).toHaveLength(4)
  })
})
