import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { canUnshare, inNamespace } from './privileges.ts'
import { ROUNDS } from './rounds.ts'
import { sendUntilGone } from './send-pairs.ts'
import { commandLine, KEY } from './start-collect.ts'

const INIT = fileURLToPath(new URL('same-pid-init.ts', import.meta.url))
const canChoosePids = canUnshare && existsSync('/proc/sys/kernel/ns_last_pid')
if (canUnshare && !canChoosePids) console.warn('\nSKIPPED: this kernel cannot give out a process id again.\n')

/** Records that are in the log but not yet in the engine. */
async function backlog(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^shadow_mode_log_backlog_records (\d+)$/m.exec(text)?.[1])
}

test.skipIf(!canChoosePids)(
  `${ROUNDS} kills in mid-insert, and each time the process id is taken again`,
  {
    timeout: ROUNDS * 60_000,
  },
  async () => {
    const scope = testScope()
    const dir = await temporaryFolder(scope, 'folder')
    const acknowledged = new Set<string>()
    const [program, ...args] = [...inNamespace, process.execPath, INIT] as const
    const collect = commandLine('collect', '--port', '0', '--data', dir, '--ingest-key', KEY)
    const namespace = spawn(program, [...args, ...collect], { stdio: 'pipe' })
    scope.defer(() => void namespace.kill('SIGKILL'))
    let output = ''
    for (const stream of [namespace.stdout, namespace.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))

    let killedInMidInsert = 0
    for (let round = 0; round < ROUNDS; round++) {
      const urls = () => [...output.matchAll(/ready at (\S+)/g)].map(([, url]) => url ?? '')
      await until(
        () => urls().length > round,
        () => output,
      )
      const url = urls()[round] ?? ''
      expect(JSON.parse(await readFile(join(dir, 'collector.lock'), 'utf8'))).toMatchObject({ pid: 5_000 })
      const before = acknowledged.size
      const senders = [1, 2, 3].map(() => sendUntilGone(url, acknowledged))
      await until(
        () => acknowledged.size > before,
        () => output,
      )
      await sleep(10 * (round % 20))
      if ((await backlog(url)) > 0) killedInMidInsert += 1
      namespace.stdin.write('again\n')
      await Promise.all(senders)
    }
    await until(
      () => output.split('ready at').length > ROUNDS + 1,
      () => output,
    )
    namespace.kill('SIGKILL')
    expect(killedInMidInsert).toBeGreaterThan(ROUNDS / 2)
    await expectStoredOnce(scope, dir, acknowledged)
  },
)
