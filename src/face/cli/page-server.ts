/** Serving the page from a command: find a port, say the address, stop on a signal. */
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { TodaySource } from '../../shell/world/today-source.ts'
import { buildServer } from '../api/server.ts'
import { exitOfThrown } from './exit-codes.ts'
import { printable } from './terminal/paint.ts'
import { packageVersion } from './version.ts'
import { ensureWebFolder } from './web-folder.ts'

export const DEFAULT_PORT = 4173
/** Only this machine: the page shows positions and takes no password. */
const ADDRESS = '127.0.0.1'
const PORTS_TRIED = 20

export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves decisions of the source. `port` null means the default or the next free one; a given port is taken or refused.
 */
export async function servePage(
  source: TodaySource,
  rules: string,
  port: number | null,
): Promise<Result<Served>> {
  const folder = ensureWebFolder()
  if (!folder.ok) return folder
  const app = await buildServer({
    today: once(rules, (name) => source.decide(name)),
    bridge: once(rules, (name) => source.bridge(name)),
    indicators: once(rules, (name) => source.indicators(name)),
    rules: source.rules,
    webFolder: folder.value,
    version: packageVersion(),
    onFault: (fault) => process.stderr.write(`kondor: ${printable(exitOfThrown(fault).message)}\n`),
  })
  const url = await listen(app, port)
  if (!url.ok) await app.close()
  return url.ok ? accepted({ url: url.value, close: () => app.close() }) : url
}

/** Answers by rule set, each computed once; no name means the server's own. */
function once<T>(own: string, answer: (rules: string) => Result<T> | Promise<Result<T>>) {
  const known = new Map<string, Result<T>>()
  return async (wanted: string | null): Promise<Result<T>> => {
    const name = wanted ?? own
    const result = known.get(name) ?? (await answer(name))
    if (result.ok) known.set(name, result)
    return result
  }
}

async function listen(app: FastifyInstance, port: number | null): Promise<Result<string>> {
  const first = port ?? DEFAULT_PORT
  const last = port === null ? first + PORTS_TRIED : first
  for (let candidate = first; candidate <= last; candidate += 1) {
    try {
      const address = await app.listen({ host: ADDRESS, port: candidate })
      return accepted(`${address}/`)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    }
  }
  return refused(
    refuse('network.port-taken', {
      field: '--port',
      was: first === last ? String(first) : `${first} to ${last}`,
      wanted: `a port of ${ADDRESS} that is free`,
      source: 'command line',
    }),
  )
}

/** Resolves when the process is asked to stop. To be called before the address is printed: a signal may follow at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
