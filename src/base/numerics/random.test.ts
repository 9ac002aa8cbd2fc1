import { describe, expect, it } from 'vitest'
import { createRandom, philox4x32 } from './random.ts'
import { normalCdf } from './normal.ts'
import { mean, standardDeviation } from './statistics.ts'

describe('philox4x32', () => {
  it('gives the known answers published with Random123', () => {
    const cases = [
      { counter: [0, 0, 0, 0], key: [0, 0], out: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
      {
        counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
        key: [0xffffffff, 0xffffffff],
        out: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
      },
      {
        counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
        key: [0xa4093822, 0x299f31d0],
        out: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
      },
    ]
    for (const { counter, key, out } of cases) {
      const words = Uint32Array.from(counter)
      philox4x32(words, key[0], key[1], words)
      expect([...words]).toEqual(out)
    }
  })
})

describe('createRandom', () => {
  it('starts with block 0 of its stream, and carries the block count past 32 bits', () => {
    const random = createRandom({ seed: 0, stream: 0 })
    expect([1, 2, 3, 4].map(() => random.nextUint32())).toEqual([
      0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8,
    ])
    const block = new Uint32Array(4)
    philox4x32(Uint32Array.of(1, 0, 0, 0), 0, 0, block)
    expect(random.nextUint32()).toBe(block[0])
  })

  it('repeats itself exactly, and differs by seed and by stream', () => {
    const draw = (seed: number, stream: number): number[] => {
      const random = createRandom({ seed, stream })
      return Array.from({ length: 20 }, () => random.nextNormal())
    }
    expect(draw(7, 3)).toEqual(draw(7, 3))
    expect(draw(7, 3)).not.toEqual(draw(7, 4))
    expect(draw(7, 3)).not.toEqual(draw(8, 3))
    expect(draw(2 ** 32, 0)).not.toEqual(draw(0, 0))
    expect(draw(0, 2 ** 40)).not.toEqual(draw(0, 0))
    expect(() => createRandom({ seed: -1, stream: 0 })).toThrow(/seed/)
    expect(() => createRandom({ seed: 0.5, stream: 0 })).toThrow(/seed/)
  })

  it('gives uniforms and normals whose distribution passes Kolmogorov and Smirnov at 1 in 10,000', () => {
    const n = 100_000
    const distance = (values: Float64Array): number => {
      const sorted = values.sort()
      let largest = 0
      sorted.forEach((u, i) => {
        largest = Math.max(largest, Math.abs(u - i / n), Math.abs(u - (i + 1) / n))
      })
      return largest * Math.sqrt(n)
    }
    const random = createRandom({ seed: 42, stream: 1 })
    const uniforms = Float64Array.from({ length: n }, () => random.nextUniform())
    expect(Math.min(...uniforms.subarray(0, 5000))).toBeGreaterThan(0)
    expect(distance(uniforms)).toBeLessThan(2.23)
    const normals = Float64Array.from({ length: n }, () => random.nextNormal())
    expect(Math.abs(mean(normals)) * Math.sqrt(n)).toBeLessThan(4)
    expect(Math.abs(standardDeviation(normals) - 1) * Math.sqrt(2 * n)).toBeLessThan(4)
    let neighbours = 0
    for (let i = 1; i < n; i += 1) neighbours += normals[i] * normals[i - 1]
    expect(Math.abs(neighbours) / Math.sqrt(n)).toBeLessThan(4)
    expect(distance(normals.map((z) => normalCdf(z)))).toBeLessThan(2.23)
  })
})
