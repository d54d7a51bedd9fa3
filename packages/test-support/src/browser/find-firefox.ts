import { findExecutable } from './find-executable.ts'

/** Path of a Firefox to test with: FIREFOX_PATH, else one on the PATH. `undefined` when there is none yet. */
export const findFirefox = (): string | undefined =>
  findExecutable(
    'FIREFOX_PATH',
    ['firefox-esr', 'firefox'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  )
