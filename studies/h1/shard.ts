/** Parts of H1 that need nothing of each other, each in a process of its own. */
import { fork } from 'node:child_process'
import type { Outcomes } from './outcome.ts'
import type { Varied } from './vary.ts'

/** Arms by label, or the varied worlds. */
export type ShardTask =
  { readonly kind: 'arms'; readonly labels: readonly string[] } | { readonly kind: 'varied' }

export interface ShardAnswer {
  readonly arms: Outcomes
  readonly varied: readonly Varied[]
}

export function inProcess(task: ShardTask): Promise<ShardAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./shard-process.ts', import.meta.url), {
      serialization: 'advanced',
      detached: true,
    })
    const end = (): void => void child.kill()
    process.once('exit', end)
    child.once('message', (answer) => {
      process.off('exit', end)
      child.disconnect()
      resolve(answer as ShardAnswer)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`a part of H1 ended with ${code}`))
    })
    child.send(task)
  })
}
