import { expect, test } from 'vitest'
import { createPageState } from './page-state.ts'

test('a page that was left may write until all is spilled, and again when it goes on', () => {
  const page = createPageState()
  page.leave()
  expect([page.isLeft(), page.mayWrite()]).toEqual([true, true])
  page.settle(true, undefined)
  expect([page.isLeft(), page.mayWrite()]).toEqual([true, false])
  page.leave()
  expect(page.mayWrite(), 'it rests until its second exit is over').toBe(false)
  page.settle(false, undefined)
  expect(page.mayWrite()).toBe(true)
  page.resume()
  expect([page.isLeft(), page.mayWrite()]).toEqual([false, true])
})

test('a page that comes back is hidden until it is shown', () => {
  const page = createPageState()
  expect(page.hide()).toBe(true)
  page.leave()
  expect(page.hide()).toBe(false)
  page.resume()
  expect(page.isHidden()).toBe(true)
  page.show()
  expect(page.isHidden()).toBe(false)
})

test('a closed page writes nothing, whatever becomes of it', () => {
  const page = createPageState()
  page.close()
  page.leave()
  page.settle(false, undefined)
  page.resume()
  expect(page.mayWrite()).toBe(false)
})
