import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findExecutable } from './find-executable.ts'

/** What WebKitGTK is driven with. */
interface Webkit {
  /** WebKitGTK's small browser, which its driver starts. */
  browser: string
  driver: string
  xvfb: string
}

const LIBRARIES = '/usr/lib'

/** Debian keeps the browser in a folder of the machine's architecture. */
const browserPaths = (): string[] => {
  try {
    const architectures = readdirSync(LIBRARIES).filter(name => name.endsWith('-linux-gnu'))
    return architectures.map(name => join(LIBRARIES, name, 'webkit2gtk-4.1/MiniBrowser'))
  } catch {
    return []
  }
}

/** Where WebKitGTK and all it needs is; `undefined` when something is missing. */
export function findWebkit(): Webkit | undefined {
  const browser = findExecutable('WEBKIT_PATH', ['MiniBrowser'], browserPaths())
  const driver = findExecutable('WEBKIT_DRIVER_PATH', ['WebKitWebDriver'])
  const xvfb = findExecutable('XVFB_PATH', ['Xvfb'])
  return browser && driver && xvfb ? { browser, driver, xvfb } : undefined
}
