/**
 * What `npm run TASK` does. One entry, so that CI and a person run the same thing.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

/** The script behind a package's `bin` entry: found through its manifest, because PATH may hold another Node's. */
function binOf(packageName: string, binName: string = packageName): string {
  const manifestPath = require.resolve(`${packageName}/package.json`)
  const manifest = require(manifestPath) as { readonly bin: string | Readonly<Record<string, string>> }
  const relative = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[binName]
  if (relative === undefined) throw new Error(`${packageName} has no bin ${binName}`)
  return path.join(path.dirname(manifestPath), relative)
}

function run(label: string, args: readonly string[], extraEnv: Readonly<Record<string, string>> = {}): void {
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...extraEnv },
  })
  if (result.status !== 0) {
    console.error(`\n${label} failed.`)
    process.exit(result.status ?? 1)
  }
}

const types = (): void => run('types', [binOf('typescript', 'tsc'), '-p', '.'])
const lint = (): void => {
  run('lint', [
    binOf('oxlint'),
    '--type-aware',
    '--deny-warnings',
    'src',
    'web',
    'test',
    'scripts',
    'bench',
    'studies',
  ])
  run('unused code check', [path.join(root, 'node_modules/knip/bin/knip.js'), '--no-progress'])
  run('format check', [binOf('prettier'), '--check', '--log-level', 'warn', '.'])
}
const unit = (): void => run('tests', [binOf('vitest'), 'run', ...process.argv.slice(3)])
const web = (): void => run('web build', [binOf('vite'), 'build', '--logLevel', 'warn', 'web'])

const tasks: Readonly<Record<string, () => void>> = {
  types,
  lint,
  unit,
  bench: () => run('bench', [path.join(root, 'bench/run.ts'), ...process.argv.slice(3)]),
  web,
  docs: () => {
    run('docs', [path.join(root, 'scripts/refusal-reference.ts')])
    run('docs', [path.join(root, 'scripts/presets-reference.ts')])
    run('docs', [path.join(root, 'scripts/invariants-reference.ts')])
    run('docs', [path.join(root, 'scripts/document-schemas.ts')])
  },
  forecasts: () =>
    run('forecasts', [path.join(root, 'scripts/score-forecasts.ts'), ...process.argv.slice(3)]),
  simulator: () =>
    run('simulator', [path.join(root, 'scripts/simulator-figures.ts'), ...process.argv.slice(3)]),
  intervals: () =>
    run('intervals', [path.join(root, 'scripts/interval-coverage.ts'), ...process.argv.slice(3)]),
  hedge: () => run('hedge', [path.join(root, 'scripts/replay-hedge.ts')]),
  studies: () => run('studies', [path.join(root, 'studies/main.ts'), ...process.argv.slice(3)]),
  'look-ahead': () => run('look-ahead', [path.join(root, 'scripts/look-ahead.ts'), ...process.argv.slice(3)]),
  null: () => run('null', [path.join(root, 'scripts/fair-years.ts'), ...process.argv.slice(3)]),
  planted: () => run('planted', [path.join(root, 'scripts/planted-edge.ts'), ...process.argv.slice(3)]),
  format: () => run('format', [binOf('prettier'), '--write', '--log-level', 'warn', '.']),
  test: () => {
    types()
    lint()
    web()
    unit()
  },
  check: () => {
    types()
    lint()
    unit()
  },
  build: () => {
    run('build', [binOf('typescript', 'tsc'), '-p', 'tsconfig.build.json'])
    web()
  },
  start: () => {
    web()
    // In this process, so that a signal reaches the server and no server outlives its task.
    process.argv.splice(
      1,
      process.argv.length - 1,
      path.join(root, 'src/face/cli/main.ts'),
      ...startArguments,
    )
    void import('../src/face/cli/main.ts')
  },
}

const startArguments = ['start', ...process.argv.slice(3)]
const name = process.argv[2] ?? ''
const task = tasks[name]
if (task === undefined) {
  console.error(`Unknown task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`)
  process.exit(64)
}
task()
