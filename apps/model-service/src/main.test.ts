import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

test('prints its URL, serves, and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [url]: string[] = await once(createInterface({ input: child.stdout }), 'line')
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('refuses a wrong port by its name', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, '--port', 'eighty'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('--port')
})
