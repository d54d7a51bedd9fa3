import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { readRulesFile } from './read-rules-file.ts'

const rules = '{"margins":{"outputs.p.meanAbs":{"max":0.05}}}'

async function save(text: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder({ defer: onTestFinished }), 'rules.json')
  await writeFile(path, text)
  return path
}

test.each<[string, string | Uint8Array]>([
  ['with a byte order mark', `\uFEFF${rules}`],
  ['in UTF-16', Buffer.from(`\uFEFF${rules}`, 'utf16le')],
  ['with comments and trailing commas', `// looser than last year\r\n${rules.replace('}}}', '},},}')}`],
])('rules are read from a file %s', async (_what, text) => {
  expect((await readRulesFile(await save(text))).margins).toEqual({ 'outputs.p.meanAbs': { max: 0.05 } })
})

test.each<[string, string | Uint8Array, string]>([
  ['empty', '', 'is not a rules file: line 1, column 1: the file is empty'],
  ['Latin-1', Buffer.from('{\n"é":1}', 'latin1'), 'line 2, column 2: found the byte 0xe9'],
  ['with NaN', rules.replace('0.05', 'NaN'), 'line 1, column 40: found NaN'],
  ['with a rule twice', '{"minPairs":1,\n"minPairs":2}', 'line 2, column 1: "minPairs" is there twice'],
  ['larger than 1 MiB', `${rules}${' '.repeat(1024 * 1024)}`, 'larger than 1048576 bytes'],
])('rules in a file that is %s are refused with file and place', async (_what, text, message) => {
  const path = await save(text)
  await expect(readRulesFile(path)).rejects.toThrow(`--rules: ${path} `)
  await expect(readRulesFile(path)).rejects.toThrow(message)
})

test('the command says the place and exits with 2', async () => {
  const path = await save("{'margins': {}}")
  const { code, stderr } = await runCli('report', 'e', '--data', '/nowhere', '--rules', path)
  expect(code).toBe(2)
  expect(stderr).toContain(`--rules: ${path} is not a rules file: line 1, column 2: found '`)
})
