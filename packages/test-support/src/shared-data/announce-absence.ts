import { findSharedData } from './find-shared-data.ts'

/** Vitest's global set-up. Says once that the tests on real data are skipped. */
export function setup(): void {
  if (findSharedData() === null) {
    console.warn('\nNo real data (SHARED_DATA or ../shared): the tests that need them are SKIPPED.\n')
  }
}
