import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { findNodeProblem } from './find-node-problem.ts'

test.each(['18.20.8', '20.20.2', '22.21.9', '22.9.0'])('Node %s is refused with both versions', version => {
  expect(findNodeProblem(version)).toBe(`needs Node 22.22 or newer, this is Node ${version}`)
})

test.each(['22.22.0', '22.100.0', '23.0.0', '24.21.0', '25.0.0-nightly2026'])(
  'Node %s is accepted',
  version => {
    expect(findNodeProblem(version)).toBeNull()
  },
)

test('the manifest asks package managers for the same version', async () => {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(manifest).toMatchObject({ engines: { node: '>=22.22' } })
})
