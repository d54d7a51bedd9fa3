import type { BrowserContext } from 'playwright'

/** Names of all that an origin keeps in localStorage, read through a page that has no SDK. */
export async function storageKeys(browser: BrowserContext, origin: string): Promise<string[]> {
  const page = await browser.newPage()
  await page.goto(`${origin}/blank.html`)
  const keys = await page.evaluate(() => Object.keys(localStorage))
  await page.close()
  return keys
}
