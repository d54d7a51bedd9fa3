import { spawn } from 'node:child_process'
import { lockFolder } from '../folder/lock-folder.ts'

/*
 * A test runs this program with a folder, the milliseconds to wait for its lock, and optionally `child`. It prints `held`
 * or the error, and holds the folder until it is killed. With `child`, it also starts a process that inherits the lock,
 * as the engine does, and prints its id.
 */
const [folder = '', waitMs = '', child] = process.argv.slice(2)
const say = (text: string): void => void process.stdout.write(`${text}\n`)
try {
  const lock = await lockFolder(folder, { waitMs: Number(waitMs), onProblem: () => undefined })
  const sleep = ['-e', 'setInterval(() => {}, 1000)']
  const heir = child && spawn(process.execPath, sleep, { stdio: ['ignore', 'ignore', 'ignore', lock.fd] })
  say(heir ? `held ${heir.pid}` : 'held')
  setInterval(() => undefined, 1_000)
} catch (error) {
  say(String(error))
}
