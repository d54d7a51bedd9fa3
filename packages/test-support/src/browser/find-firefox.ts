import { findExecutable } from './find-executable.ts'

/**
 * Finds the Firefox to test with: FIREFOX_PATH, otherwise the first on the PATH. Returns `undefined` if there is none.
 */
export const findFirefox = (): string | undefined =>
  findExecutable(
    'FIREFOX_PATH',
    ['firefox-esr', 'firefox'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  )
