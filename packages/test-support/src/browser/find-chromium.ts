import { chromium } from 'playwright'
import { findExecutable } from './find-executable.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPS = ['Google Chrome', 'Chromium'].map(app => `/Applications/${app}.app/Contents/MacOS/${app}`)

/**
 * Finds the Chromium to test with: CHROMIUM_PATH, otherwise the first on the PATH, otherwise playwright's download.
 * Returns `undefined` if there is none.
 */
export const findChromium = (): string | undefined =>
  findExecutable('CHROMIUM_PATH', NAMES, [...MAC_APPS, chromium.executablePath()])
