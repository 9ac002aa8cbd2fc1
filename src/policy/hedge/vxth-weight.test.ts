import { describe, expect, it } from 'vitest'
import { vxthWeight } from './vxth-weight.ts'

describe('the weight of VIX calls in VXTH', () => {
  it.each([
    [9.5, 0],
    [15, 0],
    [15.01, 0.01],
    [30, 0.01],
    [30.01, 0.005],
    [50, 0.005],
    [50.01, 0],
    [82, 0],
  ])('at a future of %d is %d', (future, share) => {
    expect(vxthWeight(future)).toBe(share)
  })
  it('takes no future that is none', () => {
    expect(() => vxthWeight(Number.NaN)).toThrow('a VX future is positive')
    expect(() => vxthWeight(0)).toThrow('a VX future is positive')
  })
})
