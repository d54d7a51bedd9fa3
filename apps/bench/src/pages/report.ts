import type { Report } from '../servers/receive-reports.ts'

/** Tells the bench of this page's progress, result or error. */
export async function report<Result>(word: Report<Result>): Promise<void> {
  await fetch('/bench/report', { method: 'POST', body: JSON.stringify(word) })
}
