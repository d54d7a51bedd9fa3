import { expect, test } from 'vitest'
import { createRefusalReporter } from './create-refusal-reporter.ts'

const setup = () => {
  const clock = { ms: 0 }
  const told: string[] = []
  const tell = createRefusalReporter(
    () => clock.ms,
    message => told.push(message),
  )
  return { clock, told, refuse: (name: string) => tell(name, `refused ${name}`) }
}

test('each name is told once, and at most one a minute', () => {
  const { clock, told, refuse } = setup()
  const times: [number, string][] = [
    [0, 'a'],
    [0, 'b'],
    [59_999, 'b'],
    [60_000, 'a'],
    [60_000, 'b'],
    [120_000, 'a'],
    [120_000, 'c'],
  ]
  for (const [ms, name] of times) {
    clock.ms = ms
    refuse(name)
  }
  expect(told).toEqual(['refused a', 'refused b', 'refused c'])
})

test('the last 100 names are remembered', () => {
  const { clock, told, refuse } = setup()
  const refuseNext = (name: string) => {
    clock.ms += 60_000
    refuse(name)
  }
  for (let n = 0; n < 101; n++) refuseNext(`${n}`)
  told.length = 0
  refuseNext('1')
  refuseNext('0')
  expect(told).toEqual(['refused 0'])
})
