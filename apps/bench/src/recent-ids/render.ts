import type { RecentIdsResult } from './run.ts'

export function renderRecentIds({ microseconds }: RecentIdsResult): string {
  const rows = Object.entries(microseconds).map(
    ([name, parts]) => `  ${name.padEnd(16)}${parts.map(part => part.toFixed(2).padStart(8)).join('')}`,
  )
  return ['Remembering 1,000,000 ids, µs an id for each 100,000:', ...rows].join('\n')
}
