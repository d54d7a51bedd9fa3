import type { BrowserContext } from 'playwright'

/** Reads the keys of an origin's localStorage in a page without the SDK. */
export async function storageKeys(browser: BrowserContext, origin: string): Promise<string[]> {
  const page = await browser.newPage()
  await page.goto(`${origin}/blank.html`)
  const keys = await page.evaluate(() => Object.keys(localStorage))
  await page.close()
  return keys
}
