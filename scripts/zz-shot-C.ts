import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchBrowser } from '../test/support/browser.ts'
const [name, width, scheme, from, count] = process.argv.slice(2)
const browser = await launchBrowser()
const context = await browser.newContext({
  viewport: { width: Number(width), height: 1400 },
  colorScheme: scheme as 'light',
  ...(width === '390' ? { isMobile: true, hasTouch: true } : {}),
})
const page = await context.newPage()
await page.goto(pathToFileURL(path.join('/tmp/kh-C', `${name}.html`)).href)
for (let i = Number(from); i < Number(from) + Number(count); i += 1) {
  await page.evaluate((y) => window.scrollTo(0, y), i * 1400)
  await page.screenshot({ path: `/tmp/kh-C/shots/${name}-${width}-${scheme}-${i}.png` })
}
await browser.close()
