import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkHome, readyHome } from './ready-home.ts'

describe('the folder of the store', () => {
  let folder: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
  })
  afterEach(() => fs.rmSync(folder, { recursive: true }))

  it('is made level by level, and looked at without being made', () => {
    const home = path.join(folder, 'a', 'b')
    expect(checkHome(home)).toEqual({ ok: true, value: 'to be made' })
    expect(fs.existsSync(home)).toBe(false)
    expect(readyHome(home).ok).toBe(true)
    expect(checkHome(home)).toEqual({ ok: true, value: 'there' })
  })

  it('is refused where it is a file, or lies below one', () => {
    const file = path.join(folder, 'file')
    fs.writeFileSync(file, '')
    for (const home of [file, path.join(file, 'below')]) {
      const [ready, checked] = [readyHome(home), checkHome(home)]
      expect(ready.ok ? '' : ready.refusal.code).toBe('store.unwritable')
      expect(checked.ok ? '' : checked.refusal.was).toContain('is no folder')
    }
  })

  it.runIf(process.platform === 'linux')('is refused, not waited for, where no folder can be made', () => {
    const ready = readyHome('/proc/kondor/store')
    expect(ready.ok ? '' : ready.refusal.code).toBe('store.unwritable')
  })
})
