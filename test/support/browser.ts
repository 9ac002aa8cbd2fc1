/**
 * A real headless Chromium for tests, out of the npm package `@sparticuz/chromium`, so that nothing is downloaded and
 * nothing must be installed. `CHROME` names another binary to use instead.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const projectRoot = path.resolve(import.meta.dirname, '..', '..')

/** Not the package's own list: that one turns web security off, which a security test must not. */
const ARGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Starts the browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const configured = process.env['CHROME']
  if (configured !== undefined && configured !== '')
    return chromium.launch({ executablePath: configured, args: ARGS })
  if (process.platform === 'linux' && process.arch === 'x64') return launchPackaged()
  const found = SYSTEM_BROWSERS.find((file) => fs.existsSync(file))
  if (found === undefined) throw new Error('no Chromium at hand: name one in the environment variable CHROME')
  return chromium.launch({ executablePath: found, args: ARGS })
}

async function launchPackaged(): Promise<Browser> {
  const folder = unpack()
  const executablePath = path.join(folder, 'chromium')
  // Without a single font Chromium crashes, and a bare image has none: the package's own are named explicitly.
  const env: Record<string, string> = { FONTCONFIG_FILE: path.join(folder, 'kondor-fonts.conf') }
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] ??= value
  try {
    return await chromium.launch({ executablePath, args: ARGS, env })
  } catch (error) {
    // A bare image lacks NSS and expat; the package carries its own.
    if (!String(error).includes('shared librar')) throw error
    const LD_LIBRARY_PATH = path.join(folder, 'al2023', 'lib')
    return chromium.launch({ executablePath, args: ARGS, env: { ...env, LD_LIBRARY_PATH } })
  }
}

/** Unpacks once per version. Whoever finishes first renames its folder into place; a half-unpacked one is never seen. */
function unpack(): string {
  const entry = require.resolve('@sparticuz/chromium')
  const manifest = path.join(path.dirname(entry), '..', 'package.json')
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { readonly version: string }
  const modules = fs.realpathSync(path.join(projectRoot, 'node_modules'))
  const cache = path.join(modules, '.cache', 'kondor-chromium')
  const folder = path.join(cache, version)
  if (fs.existsSync(path.join(folder, 'chromium'))) {
    nameFonts(folder)
    return folder
  }
  fs.mkdirSync(cache, { recursive: true })
  const partial = fs.mkdtempSync(path.join(cache, `${version}-partial-`))
  // The package unpacks into TMPDIR, a setting of the whole process; so it gets a process of its own.
  const script = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath()`
  const env = { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }
  const unpacked = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  })
  if (unpacked.status !== 0) throw new Error(`Chromium did not unpack: ${unpacked.stderr}`)
  try {
    fs.renameSync(partial, folder)
  } catch {
    fs.rmSync(partial, { recursive: true, force: true })
  }
  nameFonts(folder)
  return folder
}

/** Written anew where it names another folder: a checkout that was moved would else be drawn in whatever font is left. */
function nameFonts(folder: string): void {
  const file = path.join(folder, 'kondor-fonts.conf')
  const wanted = fontConfiguration(folder)
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === wanted) return
  const partial = `${file}.${process.pid}`
  fs.writeFileSync(partial, wanted)
  fs.renameSync(partial, file)
}

/** The package's own configuration names folders of the service it was made for. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
