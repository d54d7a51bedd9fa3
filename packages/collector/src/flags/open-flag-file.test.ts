import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openFlagFile } from './open-flag-file.ts'

const text = (version: number): string => `{"flags":{"e":{"version":${version}}}}`

test('a change that the clock of the file system cannot tell from the one before is seen', async () => {
  const path = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  // In the future, so that it counts as recent however slow the machine is.
  const look = { stamp: 'the same', bytes: 30, changedAt: Date.now() + 60_000 }
  const file = openFlagFile(
    path,
    () => {},
    async () => look,
  )
  for (const version of [1, 2]) {
    await writeFile(path, text(version))
    expect(await file.read()).toMatchObject({ text: text(version) })
  }
  // Long unchanged: it is not read again.
  look.changedAt -= 120_000
  await writeFile(path, text(3))
  expect(await file.read()).toMatchObject({ text: text(2) })
})

test('a file that cannot be read leaves the last good flags in force, and is reported once', async () => {
  const path = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  const problems: string[] = []
  const file = openFlagFile(path, message => problems.push(message))
  await writeFile(path, text(1))
  await file.read()
  await rm(path)
  await mkdir(path)
  for (let i = 0; i < 3; i++) expect(await file.read()).toMatchObject({ text: text(1) })
  expect(problems).toEqual([expect.stringContaining('cannot be read')])
})
