import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { BrowserContext } from 'playwright'
import { serveSite } from '../servers/serve-site.ts'
import { type Script, watchScripts } from './watch-scripts.ts'

/** The wait after the answer, in milliseconds, for the parts that load later. */
const LATER_MS = 3_000

export interface Transfer {
  /** The bytes of headers and compressed bodies. */
  bytes: number
  /** The bytes of compressed bodies only. */
  body: number
}

export interface BytesResult {
  bench: 'bytes'
  /** All scripts of a page without the SDK and of one with it. */
  bare: Script[]
  shadow: Script[]
  /** The cost of the SDK: the page with it minus the page without it. */
  sdk: { beforeAnswer: Transfer; total: Transfer }
}

const sum = (scripts: Script[], field: keyof Transfer): number =>
  scripts.reduce((total, script) => total + script[field], 0)

const more = (shadow: Script[], bare: Script[]): Transfer => ({
  bytes: sum(shadow, 'bytes') - sum(bare, 'bytes'),
  body: sum(shadow, 'body') - sum(bare, 'body'),
})

const early = (scripts: Script[]): Script[] => scripts.filter(script => script.beforeAnswer)

const visit = async (browser: BrowserContext, url: string): Promise<Script[]> => {
  const page = await browser.newPage()
  const watch = await watchScripts(page)
  await page.goto(url)
  await page.waitForFunction(() => document.title === 'answered')
  await page.waitForTimeout(LATER_MS)
  await page.close()
  return watch.scripts()
}

/** Measures the bytes that the SDK adds to a page in Chromium, before the first live answer and in total. */
export async function runBytes(say: (text: string) => void): Promise<BytesResult> {
  await using scope = new AsyncDisposableStack()
  const origin = await serveSite(scope, import.meta.dirname, ['bare.html', 'shadow.html'])
  const browser = await launchProfile(scope, { bfcache: true })
  say('bytes: a page without and a page with the SDK')
  const bare = await visit(browser, `${origin}/bare.html`)
  const shadow = await visit(browser, `${origin}/shadow.html`)
  return {
    bench: 'bytes',
    bare,
    shadow,
    sdk: { beforeAnswer: more(early(shadow), early(bare)), total: more(shadow, bare) },
  }
}
