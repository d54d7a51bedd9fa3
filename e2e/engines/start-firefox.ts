import { findFirefox } from '@shadow-mode/test-support/browser/find-firefox.ts'
import { launch } from 'puppeteer-core'
import type { StartedBrowser } from './stock-browser.ts'

/** Starts an unpatched Firefox without a window, driven over WebDriver BiDi. */
export async function startFirefox(): Promise<StartedBrowser> {
  const executablePath = findFirefox()
  if (!executablePath)
    throw new Error('Firefox was not found: run "node packages/test-support/src/browser/ensure-firefox.ts"')
  const browser = await launch({ browser: 'firefox', executablePath, headless: true })
  return {
    async open(url) {
      const page = await browser.newPage()
      await page.goto(url, { waitUntil: 'domcontentloaded' })
    },
    close: () => browser.close(),
  }
}
