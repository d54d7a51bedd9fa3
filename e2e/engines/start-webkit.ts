import { spawn } from 'node:child_process'
import { findWebkit } from '@shadow-mode/test-support/browser/find-webkit.ts'
import { freePort } from '@shadow-mode/test-support/servers/free-port.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import * as v from 'valibot'
import { endChildren } from './end-children.ts'
import { startDisplay } from './start-display.ts'
import type { StartedBrowser } from './stock-browser.ts'

/** The driver does not answer while its browser hangs. */
const COMMAND_MS = 60_000
const CLOSE_MS = 5_000

/** Starts WebKitGTK's MiniBrowser on a virtual screen, driven over WebDriver. */
export async function startWebkit(): Promise<StartedBrowser> {
  const webkit = findWebkit()
  if (!webkit)
    throw new Error('WebKitGTK was not found: run "node packages/test-support/src/browser/ensure-webkit.ts"')
  const display = await startDisplay(webkit.xvfb)
  const port = await freePort()
  const driver = spawn(webkit.driver, [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: display.name,
      // A container has no graphics card and no user namespaces.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const call: Call = async (method, path, body, withinMs = COMMAND_MS) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(withinMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  const close = () => {
    endChildren(driver.pid)
    driver.kill()
    display.close()
  }
  try {
    await until(
      () =>
        call('GET', '/status').then(
          () => true,
          () => false,
        ),
      () => 'WebKitWebDriver is ready',
    )
    const session = await openSession(call, webkit.browser)
    return {
      open: url => call('POST', `${session}/url`, { url }).then(() => undefined),
      async close() {
        await call('DELETE', session, undefined, CLOSE_MS).finally(close)
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

const SessionSchema = v.object({ value: v.object({ sessionId: v.string() }) })

type Call = (method: string, path: string, body?: unknown, withinMs?: number) => Promise<unknown>

/** Starts the browser. Resolves to the path of its session. */
async function openSession(call: Call, binary: string): Promise<string> {
  const answer: unknown = await call('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      },
    },
  })
  return `/session/${v.parse(SessionSchema, answer).value.sessionId}`
}
