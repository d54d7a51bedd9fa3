import { launchUnwatched } from '@shadow-mode/test-support/sessions/launch-unwatched.ts'
import { receiveReports } from '../servers/receive-reports.ts'
import { serveSite } from '../servers/serve-site.ts'
import { serveCpu } from './cpu/serve-cpu.ts'
import type { PageOptions } from './page-options.ts'

/** The limit of each step of a page, in milliseconds. */
const STEP_WITHIN_MS = 180_000

/** Opens a page of this folder in a fresh Chromium without DevTools. Resolves to the page's measurements. */
export async function measurePage<Result>(
  page: string,
  options: PageOptions,
  say: (text: string) => void,
): Promise<Result> {
  await using scope = new AsyncDisposableStack()
  const reports = receiveReports<Result>(say)
  const cpu = serveCpu()
  const origin = await serveSite(scope, import.meta.dirname, [page], [reports.handler, cpu.handler])
  const url = `${origin}/${page}#${encodeURIComponent(JSON.stringify(options))}`
  cpu.watch(await launchUnwatched(scope, url, ['--js-flags=--expose-gc']))
  return await reports.result(STEP_WITHIN_MS)
}
