import { expect, test } from 'vitest'
import { readOptions } from '../../scripts/read-options.ts'

test('builds and serves the demo without options', () => {
  expect(readOptions([])).toEqual({
    kind: 'run',
    options: { seed: 1, scenario: 'healthy', candidate: 'http', build: true },
  })
})

test('reads every option', () => {
  const line = '--replay 500 --json out.json --seed 7 --scenario stale-feature --candidate onnx --no-build'
  expect(readOptions(line.split(' '))).toEqual({
    kind: 'run',
    options: {
      replay: 500,
      json: 'out.json',
      seed: 7,
      scenario: 'stale-feature',
      candidate: 'onnx',
      build: false,
    },
  })
})

test.each([
  ['--replay 0', 'replay'],
  ['--replay many', 'replay'],
  ['--replay 99999', 'replay'],
  ['--scenario sunny', 'scenario'],
  ['--candidate moon', 'candidate'],
  ['--colour red', 'colour'],
])('%s is refused by name with exit code 2', (line, named) => {
  const request = readOptions(line.split(' '))
  expect(request).toMatchObject({ kind: 'print', exitCode: 2, text: expect.stringContaining(named) })
  expect(request).toMatchObject({ text: expect.stringContaining('npm run demo') })
})

test('--help prints the usage with exit code 0', () => {
  expect(readOptions(['--help'])).toMatchObject({ kind: 'print', exitCode: 0 })
})
