import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { sourceArguments } from '../testing/source-arguments.ts'
import { FolderLockedError } from './folder-locked-error.ts'
import { type FolderLock, lockFolder } from './lock-folder.ts'

const LONG_MS = 60_000
const folderOfTest = () => temporaryFolder({ defer: onTestFinished })

async function lock(folder: string, waitMs = 0, problems: string[] = []): Promise<FolderLock> {
  const held = await lockFolder(folder, { waitMs, onProblem: message => problems.push(message) })
  onTestFinished(() => held.release().catch(() => undefined))
  return held
}

/** Another process that tries to hold the folder, and what it says. */
async function startHolder(
  folder: string,
  ...argv: string[]
): Promise<{ child: ChildProcess; said: string }> {
  const program = fileURLToPath(new URL('../testing/hold-folder.ts', import.meta.url))
  const child = spawn(process.execPath, [...sourceArguments, program, folder, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said]: string[] = await once(createInterface(child.stdout), 'line')
  return { child, said: said ?? '' }
}

async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

test('a second holder is refused, told whom to look for, and let in when the first has gone', async () => {
  const folder = await folderOfTest()
  const first = await lock(folder)
  const second = lock(folder)
  await expect(second).rejects.toThrow(FolderLockedError)
  await expect(second).rejects.toThrow(
    `${folder} is in use: it is held by the process with id ${process.pid} on host ${hostname()}, since 20`,
  )
  await expect(second).rejects.toThrow('the id is the one inside that container')
  await expect(second).rejects.toThrow('--lock-wait')
  await first.release()
  await lock(folder)
})

// Locks of earlier versions were files with an id: of a dead process, of one that lives again, of one elsewhere.
test.each([
  ['a dead process', '999999999 boot/1'],
  ['a living process that took the id', `${process.pid} boot/1`],
  ['nobody', ''],
  ['bytes that are no text', '\u0000\u001b[2J\ufffd'.repeat(400)],
])('what the lock file says does not hold the folder: %s', async (_, content) => {
  const folder = await folderOfTest()
  await writeFile(join(folder, 'collector.lock'), content)
  const problems: string[] = []
  const held = await lock(folder, 0, problems)
  expect(problems).toEqual([])
  const text = await readFile(join(folder, 'collector.lock'), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ pid: process.pid, host: hostname() })
  await held.release()
  // The file stays: a lock on a deleted file would keep nobody out.
  expect(await readFile(join(folder, 'collector.lock'), 'utf8')).toBe(text)
})

test('a holder that has not named itself is refused by the kernel all the same', async () => {
  const folder = await folderOfTest()
  await lock(folder)
  await writeFile(join(folder, 'collector.lock'), '{"pid":-1}')
  await expect(lock(folder)).rejects.toThrow('a process that has not written its id')
})

test('eight starters at once on the lock of a killed process: one holder', async () => {
  const folder = await folderOfTest()
  for (let round = 0; round < 3; round++) {
    const holders = await Promise.all(Array.from({ length: 8 }, () => startHolder(folder, '0')))
    expect(holders.filter(({ said }) => said === 'held')).toHaveLength(1)
    expect(holders.filter(({ said }) => said.includes('is in use'))).toHaveLength(7)
    await Promise.all(
      holders.map(({ child }) => (child.exitCode === null ? killed(child) : Promise.resolve())),
    )
  }
}, 120_000)

test('the folder of a killed process is free, and who waits for it gets it', async () => {
  const folder = await folderOfTest()
  const { child, said } = await startHolder(folder, '0')
  expect(said).toBe('held')
  const problems: string[] = []
  const waiting = lock(folder, LONG_MS, problems)
  await expect.poll(() => problems).toEqual([expect.stringMatching(/ is held by .* Waiting for up to 60 s$/)])
  await killed(child)
  await waiting
})

test('a child that inherited the lock holds the folder when its parent was killed', async () => {
  const folder = await folderOfTest()
  const { child, said } = await startHolder(folder, '0', 'child')
  const heir = Number(/^held (\d+)$/.exec(said)?.[1])
  onTestFinished(() => {
    try {
      process.kill(heir, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  })
  await killed(child)
  await expect(lock(folder)).rejects.toThrow(`the process with id ${child.pid} `)
  await expect(lock(folder, 300)).rejects.toThrow('or by its engine')
  process.kill(heir, 'SIGKILL')
  await lock(folder, LONG_MS)
})

test('a deleted or replaced lock file is noticed', async () => {
  const folder = await folderOfTest()
  const held = await lock(folder)
  await held.assertIntact()
  const path = join(folder, 'collector.lock')
  await rename(path, `${path}.old`)
  await expect(held.assertIntact()).rejects.toThrow('was deleted or replaced')
  await writeFile(path, '')
  await expect(held.assertIntact()).rejects.toThrow('was deleted or replaced')
  await unlink(path)
  await rename(`${path}.old`, path)
  await held.assertIntact()
})

test('a folder that cannot be written names the file and the reason', async () => {
  const folder = await folderOfTest()
  await writeFile(join(folder, 'file'), '')
  await expect(lock(join(folder, 'file'))).rejects.toThrow(
    /file cannot be locked, because .*: E(EXIST|NOTDIR)/,
  )
  await mkdir(join(folder, 'data', 'collector.lock'), { recursive: true })
  await expect(lock(join(folder, 'data'))).rejects.toThrow(/collector\.lock cannot be written: EISDIR/)
})
