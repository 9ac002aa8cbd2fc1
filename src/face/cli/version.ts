import { createRequire } from 'node:module'
import path from 'node:path'

/** The package's folder: the manifest lies above both `src/face/cli` and `dist/src/face/cli`. */
export function packageRoot(): string {
  const require = createRequire(import.meta.url)
  for (const up of ['../../..', '../../../..']) {
    const folder = path.resolve(import.meta.dirname, up)
    try {
      require.resolve(path.join(folder, 'package.json'))
      return folder
    } catch {
      // Not at this height: look one folder further up.
    }
  }
  return process.cwd()
}

export function packageVersion(): string {
  const require = createRequire(import.meta.url)
  return (require(path.join(packageRoot(), 'package.json')) as { readonly version: string }).version
}
