import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPS = ['Google Chrome', 'Chromium'].map(app => `/Applications/${app}.app/Contents/MacOS/${app}`)

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Path of a Chromium to test with: CHROMIUM_PATH, else one on the PATH, else playwright's own download.
 * `undefined` when there is none yet.
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be executed`)
    return named
  }
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap(dir => NAMES.map(name => join(dir, name)))
  return [...onPath, ...MAC_APPS, chromium.executablePath()].find(isExecutable)
}
