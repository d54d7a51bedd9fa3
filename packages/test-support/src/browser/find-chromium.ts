import { chromium } from 'playwright'
import { findExecutable } from './find-executable.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPS = ['Google Chrome', 'Chromium'].map(app => `/Applications/${app}.app/Contents/MacOS/${app}`)

/**
 * Path of a Chromium to test with: CHROMIUM_PATH, else one on the PATH, else playwright's own download.
 * `undefined` when there is none yet.
 */
export const findChromium = (): string | undefined =>
  findExecutable('CHROMIUM_PATH', NAMES, [...MAC_APPS, chromium.executablePath()])
