import { createShadowClient } from '@shadow-mode/client'
import type { Decision } from '@shadow-mode/model-service/encoding'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Applicant } from '../applicants/applicant.ts'
import { generateApplicant } from '../applicants/generate-applicant.ts'
import { creditHooks } from '../shadow/credit-hooks.ts'
import { CreditDesk } from './credit-desk.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

async function openDesk(predict: () => Promise<Decision>) {
  const references: (string | undefined)[] = []
  const client = createShadowClient<Applicant, Decision>({
    experiment: 'credit-risk',
    live: { version: '1', predict },
    candidate: { version: '2', predict },
    plan: { serve: 'live', shadowRate: 0 },
    collector: { url: 'https://collect.example', key: 'k' },
    storage: 'memory',
  })
  onTestFinished(() => client.close())
  const { predict: ask } = client
  client.predict = (input, options) => {
    references.push(options?.reference)
    return ask(input, options)
  }
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  onTestFinished(() => act(() => root.unmount()))
  await act(async () =>
    root.render(
      <creditHooks.ShadowProvider client={client}>
        <CreditDesk firstFile={generateApplicant(() => 0.5)} />
      </creditHooks.ShadowProvider>,
    ),
  )
  const press = (name: string) =>
    act(async () => {
      const buttons = [...container.querySelectorAll('button')]
      buttons.find(button => button.textContent === name)?.click()
    })
  return { headline: () => container.querySelector('.decision h2')?.textContent, press, references }
}

test('each press of Decide asks for a decision of its own, although the file is the same', async () => {
  const answers = [true, false]
  const desk = await openDesk(async () => ({ probability: 0.1, approved: answers.shift() ?? false }))
  expect(desk.headline()).toBe('No decision yet')
  await desk.press('Decide')
  expect(desk.headline()).toBe('Approved')
  await desk.press('Decide')
  expect(desk.headline()).toBe('Declined')
  expect(new Set(desk.references).size).toBe(2)
  await desk.press('Next applicant')
  expect(desk.headline()).toBe('No decision yet')
})

test('Try again asks again for the same case', async () => {
  const answers = [
    () => Promise.reject(new Error('down')),
    async () => ({ probability: 0.1, approved: true }),
  ]
  const desk = await openDesk(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')))
  await desk.press('Decide')
  expect(desk.headline()).toBe('No decision: the service did not answer')
  await desk.press('Try again')
  expect(desk.headline()).toBe('Approved')
  expect(desk.references).toHaveLength(2)
  expect(new Set(desk.references).size).toBe(1)
})
