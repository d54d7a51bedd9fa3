import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'

// Each call starts a process.
const patience = { timeout: 30_000 }

const shadowMode = (...argv: string[]) => shadowModeWith([], ...argv)

async function shadowModeWith(
  nodeOptions: string[],
  ...argv: string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@shadow-mode/source', ...nodeOptions, cli, ...argv])
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, stdout, stderr }
}

test('help and version go to stdout', patience, async () => {
  const help = await shadowMode('--help')
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('collect')
  const manifest: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  expect(manifest).toMatchObject({ version: (await shadowMode('--version')).stdout.trim() })
  const collect = await shadowMode('collect', '--help')
  expect(collect).toMatchObject({ code: 0, stderr: '' })
  expect(collect.stdout).toContain('--ingest-key <key>')
})

test('an old Node is refused in one line, before anything is opened', patience, async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
  const collect = ['collect', '--data', join(dir, 'data'), '--ingest-key', 'k', '--port', '0']
  expect(await shadowModeWith([`--import=data:text/javascript,${pretend}`], ...collect)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'shadow-mode needs Node 22.22 or newer, this is Node 20.20.2\n',
  })
  expect(await readdir(dir)).toEqual([])
})

test.each([
  ['no command', [], 'no command'],
  ['an unknown command', ['colect'], 'unknown command colect'],
  ['a name of Object', ['constructor'], 'unknown command constructor'],
  ['a missing ingest key', ['collect', '--data', 'nowhere'], 'Missing --ingest-key'],
  ['a missing data folder', ['collect', '--ingest-key', 'k'], 'Missing --data'],
  ['an unknown option', ['collect', '--prot', '1'], '--prot'],
  [
    'a size with a unit',
    ['collect', '--data', 'd', '--ingest-key', 'k', '--max-bytes', '50GB'],
    '--max-bytes',
  ],
  [
    'a size that is too small',
    ['collect', '--data', 'd', '--ingest-key', 'k', '--max-bytes', '9'],
    '1048576',
  ],
  ['a wait that is none', ['export', 'e', '--data', 'nowhere', '--lock-wait', 'soon'], '--lock-wait'],
  ['a port that is none', ['collect', '--data', 'nowhere', '--ingest-key', 'k', '--port', '99999'], '--port'],
])('%s ends with 2, message and usage on stderr', patience, async (_, argv, message) => {
  const { code, stdout, stderr } = await shadowMode(...argv)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).toContain('Usage: shadow-mode')
})
