import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRefused } from './find-refused.ts'

const refusing = (bad: string) => async (rows: readonly string[]) => {
  if (rows.includes(bad)) throw new Error(`refused ${bad}`)
}

test('finds exactly the bad rows, wherever they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('good', 'bad'), { maxLength: 60 }), async rows => {
      const refused = await findRefused(rows, refusing('bad'), () => false)
      const expected = rows.flatMap((row, index) => (row === 'bad' ? [index] : []))
      expect(refused.map(row => row.index)).toEqual(expected)
    }),
  )
})

test('one bad row of a thousand takes about 2 · log2(1000) tries', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => String(index))
  let tries = 0
  const refused = await findRefused(
    rows,
    part => {
      tries += 1
      return refusing('617')(part)
    },
    () => false,
  )
  expect(refused).toEqual([{ index: 617, reason: 'refused 617' }])
  expect(tries).toBeLessThan(25)
})

test("a failing engine is no row's fault", async () => {
  await expect(findRefused(['a', 'b'], refusing('b'), () => true)).rejects.toThrow('refused b')
})
