import { expect, onTestFinished, test } from 'vitest'
import { createShadowClient } from '../../boot/create-shadow-client.ts'
import { httpModel } from '../model/http-model.ts'
import { debugLog } from './debug-log.ts'

test('a candidate that the browser cannot reach is logged with its message and what it may mean', async () => {
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  const client = createShadowClient<unknown, unknown>({
    experiment: crypto.randomUUID(),
    live: httpModel({ url: '/echo', version: '1' }),
    // Nothing listens there. Each engine has the same message for that as for CORS.
    candidate: httpModel({ url: 'http://127.0.0.1:59999/predict', version: '2' }),
    collector: { url: `${location.origin}/nowhere`, key: 'k' },
    plan: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 },
    storage: 'memory',
  })
  onTestFinished(() => client.close())
  client.subscribe(debugLog({ console: { debug: write, info: write, warn: write } }))
  await client.predict({ limit: 1 })
  const line = () => lines.find(text => text.includes('] pair '))
  await expect
    .poll(line)
    .toMatch(/candidate 2 error \(TypeError: .+\).* – the browser has no response: .*CORS/)
  expect(line()).toContain('x-shadow-mode')

  await client.predict({ limit: 2 })
  await expect.poll(() => lines.filter(text => text.includes('] pair '))).toHaveLength(2)
  const problems = lines.filter(text => text.includes('candidate: no response: '))
  expect(problems).toEqual([
    expect.stringMatching(/CORS, CSP, a content blocker, or refused, caused by TypeError: .+/),
  ])
})
