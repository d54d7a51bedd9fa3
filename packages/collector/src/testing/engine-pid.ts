import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The id of the engine process that the process `owner` started. */
export async function enginePid(owner: number = process.pid): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
  const rows = stdout.split('\n').map(row => row.trim().split(/\s+/))
  const engines = rows.filter(
    ([, parent, ...args]) => parent === String(owner) && args.join(' ').includes('engine-worker'),
  )
  const [pid] = engines[0] ?? []
  if (pid === undefined || engines.length !== 1)
    throw new Error(`Expected one engine of process ${owner}, found ${engines.length}`)
  return Number(pid)
}
