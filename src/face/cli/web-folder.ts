import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { packageRoot } from './version.ts'

/** The folder of the built page, or null where it is not built. */
export function webFolder(): string | null {
  const folder = path.join(packageRoot(), 'dist', 'web')
  return fs.existsSync(path.join(folder, 'index.html')) ? folder : null
}

/** The built page: the published package carries it, a checkout builds it on first use. */
export function ensureWebFolder(): Result<string> {
  const root = packageRoot()
  const tasks = path.join(root, 'scripts', 'tasks.ts')
  if (webFolder() === null && fs.existsSync(tasks)) {
    process.stderr.write('Building the page, once.\n')
    spawnSync(process.execPath, [tasks, 'web'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const folder = webFolder()
  if (folder !== null) return accepted(folder)
  return refused(
    refuse('file.not-found', {
      field: 'page',
      was: 'not built',
      wanted: 'dist/web/index.html',
      source: root,
      fix: 'Run "npm ci" and then "npm run build" in the project.',
    }),
  )
}
