import fs from 'node:fs'
import path from 'node:path'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'

/** Makes the folder of a store where it is missing, and refuses one that is no folder or cannot be written. */
export function readyHome(home: string): Result<string> {
  const problem = problemOf(() => {
    makeFolder(home)
    fs.accessSync(home, fs.constants.W_OK)
  })
  return problem === null ? accepted(home) : unwritable(home, problem)
}

/** Whether {@link readyHome} would succeed, as far as can be told without making anything. */
export function checkHome(home: string): Result<'there' | 'to be made'> {
  let existing = home
  while (!fs.existsSync(existing)) existing = path.dirname(existing)
  if (!fs.statSync(existing).isDirectory()) return unwritable(home, `${existing} is no folder`)
  const problem = problemOf(() => fs.accessSync(existing, fs.constants.W_OK))
  if (problem !== null) return unwritable(home, problem)
  return accepted(existing === home ? 'there' : 'to be made')
}

/** One level at a time: Node's own recursive way never returns on file systems that refuse new folders as "not found". */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) {
    if (!fs.statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`)
    return
  }
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder)
}

function problemOf(attempt: () => void): string | null {
  try {
    attempt()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const unwritable = (home: string, was: string): Result<never> =>
  refused(
    refuse('store.unwritable', {
      field: 'folder',
      was,
      wanted: 'a folder that can be written',
      source: home,
    }),
  )
