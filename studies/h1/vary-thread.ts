/** The thread of {@link variedInThread}. */
import { parentPort, workerData } from 'node:worker_threads'
import type { WorldChange } from '../world/study-world.ts'
import { variedWorlds } from './vary.ts'

parentPort?.postMessage(await variedWorlds(workerData as WorldChange))
