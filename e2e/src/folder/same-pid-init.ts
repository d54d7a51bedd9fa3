import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/*
 * The first process of a PID namespace. It runs the command of its arguments, and for each line of its input it kills the
 * command and runs it again at once, with the same process id. What the command has started lives on in the namespace.
 */
const [program = '', ...argv] = process.argv.slice(2)
const SAME_PID = 5_000
const MAX_TRIES = 50

async function start(): Promise<ChildProcess> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(SAME_PID - 1))
    const child = spawn(program, argv, { stdio: ['ignore', 'inherit', 'inherit'] })
    if (child.pid === SAME_PID) return child
    // A thread of another process took the id.
    await end(child)
  }
  throw new Error(`no process got the id ${SAME_PID}`)
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

let child = await start()
for await (const _ of createInterface(process.stdin)) {
  await end(child)
  child = await start()
}
