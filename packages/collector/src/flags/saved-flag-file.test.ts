import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { startTestCollector } from '../testing/start-test-collector.ts'

const enabled =
  '{"flags":{"e":{"state":"ENABLED","defaultVariant":"on","variants":{"on":{"serve":"live","shadowRate":1}}}}}'
const disabled = enabled.replace('ENABLED', 'DISABLED')

const start = async () => {
  const flagsFile = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  await writeFile(flagsFile, enabled)
  const collector = await startTestCollector(onTestFinished, { flagsFile })
  const read = async () => (await fetch(`${collector.url}/flags.json`)).text()
  return { flagsFile, problems: collector.problems, read }
}

test.each<[string, string | Uint8Array]>([
  ['with a byte order mark', `\uFEFF${disabled}`],
  ['in UTF-16', Buffer.from(`\uFEFF${disabled}`, 'utf16le')],
  ['in UTF-16, big endian', Buffer.from(`\uFEFF${disabled}`, 'utf16le').swap16()],
  ['with comments and trailing commas', `// off\n${disabled.replace('}}}}', '},},},}')}`],
])('an order to stop is obeyed from a file %s, and browsers get strict JSON', async (_what, text) => {
  const { flagsFile, problems, read } = await start()
  await writeFile(flagsFile, text)
  expect(JSON.parse(await read())).toEqual(JSON.parse(disabled))
  expect(problems).toEqual([])
})

test('an order to stop is obeyed although a name is there twice, and that is told once', async () => {
  const { flagsFile, problems, read } = await start()
  await writeFile(flagsFile, disabled.replace('"state"', '"state":"ENABLED",\n"state"'))
  for (let n = 0; n < 2; n++) expect(await read()).toContain('DISABLED')
  expect(problems).toEqual([`${flagsFile}: line 2, column 1: "state" is there twice. The last one counts`])
})

test.each<[string, string | Uint8Array, string]>([
  ['is being saved and empty', '', 'line 1, column 1: the file is empty'],
  ['has single quotes', "{\n 'flags': {}}", "line 2, column 2: found '"],
  ['has NaN', enabled.replace(':1}', ':NaN}'), 'found NaN'],
  ['is Latin-1', Buffer.from('{"flags":{"é":{}}}', 'latin1'), 'the byte 0xe9'],
])('a file that %s keeps the last flags, and is told once with the place', async (_what, text, message) => {
  const { flagsFile, problems, read } = await start()
  await writeFile(flagsFile, text)
  for (let n = 0; n < 2; n++) expect(await read()).toBe(enabled)
  expect(problems).toEqual([
    expect.stringContaining(
      `${flagsFile} is not a valid flag file, so the last valid flags, if any, stay in use: `,
    ),
  ])
  expect(problems[0]).toContain(message)
  await writeFile(flagsFile, disabled)
  expect(await read()).toBe(disabled)
})
