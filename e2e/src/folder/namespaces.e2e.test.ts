import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { canUnshare, inNamespace } from './privileges.ts'
import { ROUNDS } from './rounds.ts'
import { sendUntilGone } from './send-pairs.ts'
import { type Collect, startCollect } from './start-collect.ts'

const wrapper = [...inNamespace]

test.skipIf(!canUnshare)(
  `${ROUNDS} rounds of two containers on one folder: one works, the other refuses or waits`,
  {
    timeout: ROUNDS * 60_000,
  },
  async () => {
    const scope = testScope()
    const dir = await temporaryFolder(scope, 'folder')
    const acknowledged = new Set<string>()
    const start = (...argv: string[]): Collect => startCollect(scope, { dir, wrapper, argv })
    let working = start('--lock-wait', '0')
    for (let round = 0; round < ROUNDS; round++) {
      const url = await working.url()
      const before = acknowledged.size
      const senders = [1, 2, 3].map(() => sendUntilGone(url, acknowledged))
      await until(() => acknowledged.size > before, working.process.output)

      const refused = await start('--lock-wait', '0').ended()
      expect(refused).toMatch(/is in use: it is held by the process with id 1 on host \S+, since 20/)
      expect((await fetch(`${url}/healthz`)).status).toBe(200)

      // It waits while the other works, and takes over when that is killed.
      const next = start('--lock-wait', '60')
      await until(() => next.process.output().includes('Waiting for up to 60 s'), next.process.output)
      await sleep(10 * (round % 20))
      await working.signal('SIGKILL')
      await Promise.all(senders)
      working = next
    }
    await working.url()
    await working.signal('SIGTERM')
    await working.ended()
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 20)
    await expectStoredOnce(scope, dir, acknowledged)
  },
)
