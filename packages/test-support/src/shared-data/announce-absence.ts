import { findSharedData } from './find-shared-data.ts'

/** Vitest's global set-up: says once that the tests on real data will be skipped. */
export function setup(): void {
  if (findSharedData() === null) {
    console.warn('\nNo real data (SHARED_DATA or ../shared): the tests that need it are SKIPPED.\n')
  }
}
