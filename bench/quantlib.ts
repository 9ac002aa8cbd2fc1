/** QuantLib, where it is installed: a small program compiled in a temporary folder, asked for one sample at a time. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Row, rows, SPOT } from './index-chain.ts'
import type { Contestant } from './interleave.ts'
import type { PeerAnswer } from './npm-peers.ts'

export interface QuantLib {
  readonly version: string
  contestant(name: string, job: 'greeks' | 'newton' | 'lirs', units: number): Contestant
  greeks(): Promise<readonly PeerAnswer[]>
  /** Negative where it gave none. */
  volatilities(job: 'newton' | 'lirs'): Promise<readonly number[]>
  close(): void
}

function configuration(flag: string): string[] | null {
  try {
    const text = execFileSync('quantlib-config', [flag], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text.trim().split(/\s+/)
  } catch {
    return null
  }
}

const packed = ({ isCall, strike, forward, years, discount, volatility, price }: Row): number[] => [
  isCall ? 1 : 0,
  strike,
  forward,
  years,
  discount,
  volatility,
  price,
]

/** Null where there is no QuantLib, or no compiler for it. */
export function startQuantLib(): QuantLib | null {
  const [compile, link] = [configuration('--cflags'), configuration('--libs')]
  if (compile === null || link === null) return null
  const folder = mkdtempSync(path.join(tmpdir(), 'kondor-bench-'))
  const [program, input, output] = ['quantlib', 'rows', 'answers'].map((name) => path.join(folder, name))
  try {
    const source = path.join(import.meta.dirname, 'quantlib.cpp')
    execFileSync('g++', ['-O3', '-march=native', ...compile, source, '-o', program, ...link], {
      stdio: 'ignore',
    })
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  writeFileSync(input, new Uint8Array(Float64Array.from(rows.flatMap(packed)).buffer))
  const child = spawn(program, [input, output, String(SPOT)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (command: string): Promise<string> => {
    child.stdin.write(`${command}\n`)
    const answer = await answers.next()
    if (answer.done === true) throw new Error('the QuantLib program ended early')
    return answer.value
  }
  const answersOf = async (job: string): Promise<number[][]> => {
    await ask(`write ${job}`)
    const bytes = readFileSync(output)
    return rows.map((_, i) => Array.from({ length: 6 }, (_, j) => bytes.readDoubleLE(8 * (6 * i + j))))
  }
  return {
    version: configuration('--version')?.join(' ') ?? '',
    contestant: (name, job, units) => ({
      name,
      units,
      sample: async (times) => Number(await ask(`${job} ${times}`)),
    }),
    greeks: async () =>
      (await answersOf('greeks')).map(([price, delta, gamma, vega, theta, rho]) => ({
        price,
        delta,
        gamma,
        vega,
        theta,
        rho,
      })),
    volatilities: async (job) => (await answersOf(job)).map(([volatility]) => volatility),
    close: () => {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
