/** The process of {@link inProcess}. */
import { runArms } from '../world/run-arms.ts'
import { studyWorld } from '../world/study-world.ts'
import { H1_OPTIONS, plainArms } from './arms.ts'
import { outcomesOf } from './outcome.ts'
import type { ShardAnswer, ShardTask } from './shard.ts'
import { variedWorlds } from './vary.ts'

process.once('message', (task: ShardTask) => {
  void answer(task).then((found) => process.send?.(found))
})

async function answer(task: ShardTask): Promise<ShardAnswer> {
  if (task.kind === 'varied') return { arms: new Map(), varied: await variedWorlds() }
  const arms = plainArms().filter(({ label }) => task.labels.includes(label))
  const runs = runArms(await studyWorld(), arms, { options: H1_OPTIONS, progress: () => {} })
  return { arms: outcomesOf(runs), varied: [] }
}
