/** `kondor start` and `kondor serve` as processes: what is printed, what is served, how they stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = path.resolve(import.meta.dirname, 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

interface Running {
  readonly child: ChildProcess
  readonly text: () => string
  readonly url: string
}

/** Starts the command without a terminal and waits for the address it prints. */
function start(...args: readonly string[]): Promise<Running> {
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1' }
  const child = spawn(process.execPath, [main, ...args], {
    env,
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const url = /Kondor is at (http:\/\/127\.0\.0\.1:\d+\/)/.exec(text)?.[1]
      if (url !== undefined) resolve({ child, url, text: () => text })
    })
    child.on('exit', (code) => reject(new Error(`ended with ${String(code)}: ${text}`)))
  })
}

const stop = (running: Running, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    running.child.removeAllListeners('exit')
    running.child.on('exit', resolve)
    running.child.kill(signal)
  })

describe('kondor start', () => {
  it('prints the decision, then serves the page and the same decision, and stops on a signal', async () => {
    const running = await start('start')
    expect(running.text()).toMatch(/^Data of Friday 17 April 2020/)
    expect(running.text()).toContain('Stand aside')
    const page = await fetch(running.url)
    expect(await page.text()).toContain('<!doctype html>')
    const decision = (await (await fetch(`${running.url}api/today`)).json()) as {
      readonly sessionDate: string
    }
    expect(decision.sessionDate).toBe('2020-04-17')
    const other = await fetch(`${running.url}api/today?rules=icc-1dte`)
    expect(((await other.json()) as { readonly rules: { readonly name: string } }).rules.name).toBe(
      'icc-1dte',
    )
    expect((await fetch(`${running.url}api/today?rules=no-such`)).status).toBe(422)
    expect(await stop(running, 'SIGTERM')).toBe(0)
  })

  it('takes the next free port where the default is taken, and says so where a named one is', async () => {
    const first = await start('serve')
    const second = await start('serve')
    expect(second.url).not.toBe(first.url)
    const port = new URL(first.url).port
    await expect(start('serve', '--port', port)).rejects.toThrow(
      /ended with 74.*a port of 127\.0\.0\.1 that is free/s,
    )
    expect(await stop(first, 'SIGINT')).toBe(0)
    expect(await stop(second, 'SIGINT')).toBe(0)
  })

  it('listens on the loopback address only', async () => {
    const running = await start('serve')
    const outside = Object.values(os.networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find((address) => address.family === 'IPv4' && !address.internal)
    if (outside !== undefined) {
      const refusedThere = await new Promise<boolean>((resolve) => {
        const socket = net.connect(Number(new URL(running.url).port), outside.address)
        socket.on('connect', () => resolve(false))
        socket.on('error', () => resolve(true))
      })
      expect(refusedThere).toBe(true)
    }
    expect(await stop(running, 'SIGTERM')).toBe(0)
  })
})
