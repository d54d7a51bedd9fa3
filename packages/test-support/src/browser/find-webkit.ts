import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findExecutable } from './find-executable.ts'

/** The programs that drive WebKitGTK. */
interface Webkit {
  /** WebKitGTK's MiniBrowser. The driver starts it. */
  browser: string
  driver: string
  xvfb: string
}

const LIBRARIES = '/usr/lib'

/** Debian has the browser in a folder that is named after the machine's architecture. */
const browserPaths = (): string[] => {
  try {
    const architectures = readdirSync(LIBRARIES).filter(name => name.endsWith('-linux-gnu'))
    return architectures.map(name => join(LIBRARIES, name, 'webkit2gtk-4.1/MiniBrowser'))
  } catch {
    return []
  }
}

/** Finds WebKitGTK and the programs that it needs. Returns `undefined` if one of them is missing. */
export function findWebkit(): Webkit | undefined {
  const browser = findExecutable('WEBKIT_PATH', ['MiniBrowser'], browserPaths())
  const driver = findExecutable('WEBKIT_DRIVER_PATH', ['WebKitWebDriver'])
  const xvfb = findExecutable('XVFB_PATH', ['Xvfb'])
  return browser && driver && xvfb ? { browser, driver, xvfb } : undefined
}
