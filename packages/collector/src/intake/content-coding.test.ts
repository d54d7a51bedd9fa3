import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { startTestCollector } from '../testing/start-test-collector.ts'
import { toContentCoding } from './to-content-coding.ts'

test.each(['GZIP', 'Gzip', 'x-gzip', 'X-GZIP', ' gzip ', 'gzip, identity', 'identity,gzip', 'gzip,'])(
  'a body in the coding %j is read',
  async coding => {
    const { post } = await startTestCollector(onTestFinished)
    const body = gzipSync(batchText([pairRecord().text]))
    const type = { 'content-type': 'Text/Plain; charset=UTF-8' }
    for (const answer of [
      await post(body, '', { ...type, 'content-encoding': coding }),
      await post(body, `&encoding=${encodeURIComponent(coding)}`, type),
      await post(body, `&encoding=`, { ...type, 'content-encoding': coding }),
    ]) {
      expect(answer.status, await answer.clone().text()).toBe(202)
      expect(await answer.json()).toMatchObject({ accepted: 1 })
    }
  },
)

test.each(['', 'identity', 'IDENTITY', 'identity, identity', ' , '])('%j is no coding', coding => {
  expect(toContentCoding(coding)).toBe('identity')
})

test.each(['gzip, gzip', 'x-gzip,gzip', 'br', 'zstd', 'deflate', 'gzip, br', 'gzip;q=1', 'constructor'])(
  '%j is refused, and the answer says what is read',
  async coding => {
    const { post } = await startTestCollector(onTestFinished)
    const answer = await post('{}', '', { 'content-type': 'text/plain', 'content-encoding': coding })
    expect(answer.status).toBe(415)
    expect(answer.headers.get('accept-encoding')).toBe('gzip, identity')
    expect(await answer.json()).toMatchObject({ error: { code: 'encoding' } })
  },
)
