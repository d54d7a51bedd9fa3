import type { Report } from '../servers/receive-reports.ts'

/** Sends this page's progress, result or error to the bench. */
export async function report<Result>(word: Report<Result>): Promise<void> {
  await fetch('/bench/report', { method: 'POST', body: JSON.stringify(word) })
}
