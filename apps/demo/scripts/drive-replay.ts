import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { CandidateKind } from '../contract/candidate-kind.ts'
import { DemoError } from './demo-error.ts'
import { openChromium } from './open-chromium.ts'
import { printReport } from './print-report.ts'
import { progressLine } from './progress-line.ts'
import { say } from './say.ts'
import type { RunningDemo } from './start-demo.ts'

export interface DriveReplayOptions {
  count: number
  seed: number
  candidate: CandidateKind
  json?: string
  signal: AbortSignal
}

interface Seen {
  phase: string
  done: number
  total: number
  text: string
}

const look = (page: Page): Promise<Seen> =>
  page.locator('[data-replay]').evaluate(section => {
    const bar = section.querySelector('progress')
    return {
      phase: section.getAttribute('data-replay') ?? '',
      done: bar?.value ?? 0,
      total: bar?.max ?? 0,
      text: section.querySelector('.hint')?.textContent ?? '',
    }
  })

/** Runs a replay in the credit desk in a headless Chromium, then prints the collector's report. */
export async function driveReplay(demo: RunningDemo, options: DriveReplayOptions): Promise<void> {
  const { count, seed, candidate, signal } = options
  say(`Replaying ${count} applicants (seed ${seed}, candidate: ${candidate}) in a headless Chromium…`)
  const browser = await openChromium(signal)
  const stop = () => void browser.close()
  signal.addEventListener('abort', stop)
  const line = progressLine()
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(`${demo.url}/?${new URLSearchParams({ replay: `${count}`, seed: `${seed}`, candidate })}`)
    for (;;) {
      const seen = await look(page)
      if (seen.phase === 'failed' || errors.length > 0)
        throw new DemoError(`The replay failed: ${[seen.text, ...errors].join('; ')}`)
      if (seen.phase === 'done') break
      line.show(`  ${seen.text || 'waiting for the flag'}`)
      await sleep(200)
    }
    line.show(`  ${count} of ${count} applicants, all pairs delivered`)
  } finally {
    line.end()
    signal.removeEventListener('abort', stop)
    await browser.close()
  }
  await printReport(demo, options)
}
