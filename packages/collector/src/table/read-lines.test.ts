import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { decodeBytes } from './decode-bytes.ts'
import { openBytes } from './open-bytes.ts'
import { readLines } from './read-lines.ts'

const lines = [newPair(), newPair()].map(pair => JSON.stringify(pair))

async function readAll(name: string, bytes: string | Uint8Array): Promise<unknown[]> {
  const path = join(await temporaryFolder({ defer: onTestFinished }), name)
  await writeFile(path, bytes)
  const read = []
  for await (const { bytes: line } of readLines(await decodeBytes(openBytes(path), undefined)))
    read.push(line?.toString().trimEnd())
  return read
}

test.each<[string, string, string | Uint8Array]>([
  ['with a byte order mark', 'pairs.jsonl', `\uFEFF${lines.join('\n')}`],
  ['with CRLF', 'pairs.jsonl', `\uFEFF${lines.join('\r\n')}\r\n`],
  ['zipped with a byte order mark', 'pairs.jsonl.gz', gzipSync(`\uFEFF${lines.join('\n')}`)],
])('records are read from a file %s', async (_what, name, bytes) => {
  expect(await readAll(name, bytes)).toEqual(lines)
})

test.each(['utf16le', 'utf16be'])('lines are read from a file in %s', async encoding => {
  const bytes = Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le')
  if (encoding === 'utf16be') bytes.swap16()
  expect(await readAll('pairs.jsonl', bytes)).toEqual(lines)
})
