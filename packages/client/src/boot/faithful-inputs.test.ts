import { describe, expect, test } from 'vitest'
import { openModels } from '../testing/open-models.ts'
import { openTelling } from '../testing/open-telling.ts'

/** Law 7 where a value is not plain data: objects of libraries, methods, and getters that change. */

/** As of bignumber.js: its fields mean nothing without its methods. */
class BigNumber {
  s = 1
  e = 1
  c = [12, 50_000_000_000_000]
  toNumber() {
    return 12.5
  }
  toJSON() {
    return '12.5'
  }
}
/** As of dayjs. */
class Day {
  $d = new Date('2026-03-01T00:00:00Z')
  toJSON() {
    return this.$d.toISOString()
  }
}
const loan = () => ({ amount: new BigNumber(), due: new Day(), at: new Date(5), terms: [1, 2] })
const loanJson =
  '{"amount":"12.5","due":"2026-03-01T00:00:00.000Z","at":"1970-01-01T00:00:00.005Z","terms":[1,2]}'
const unclonable = { code: 'unclonable', message: 'input.amount cannot be copied' }

const counting = () => {
  let reads = 0
  return {
    get n() {
      return (reads += 1)
    },
  }
}
const numbered = () => {
  let calls = 0
  return { toJSON: () => (calls += 1) }
}

/** How a model of the app's own writes its requests. */
const toBody = (input: unknown) => JSON.stringify({ v: 1, input })

describe('objects of libraries', () => {
  test('live is an httpModel: all three get what was sent', async () => {
    const { sent, model } = await openModels()
    const { ask, outbox } = openTelling(model('live'), { candidate: model('candidate') })
    const telling = openTelling(model('live'))
    await ask(loan())
    await telling.ask(loan())
    expect(sent).toEqual({ live: [loanJson, loanJson], candidate: [loanJson] })
    expect(telling.got).toEqual([
      { amount: '12.5', due: '2026-03-01T00:00:00.000Z', at: new Date(5), terms: [1, 2] },
    ])
    for (const { pairs } of [outbox, telling.outbox]) expect(pairs[0]?.input).toEqual(JSON.parse(loanJson))
  })

  test('live is a function: the prediction is counted, and the value is named once', async () => {
    const { client, ask, got, problems } = openTelling({})
    for (let n = 0; n < 30; n++) await ask(loan())
    await ask({ notify: () => {} })
    await ask(loan())
    expect(got).toEqual([])
    expect(client.status()).toMatchObject({ sampled: 32, dropped: { unclonable: 32 } })
    expect(problems()).toMatchObject([unclonable, { message: 'input.notify cannot be copied' }])
  })

  test('a codec that calls their methods: the candidate does not fail in their place', async () => {
    const { sent, model } = await openModels()
    const codec = { encode: (it: unknown) => ({ amount: (it as { amount: BigNumber }).amount.toNumber() }) }
    const { client, ask, problems } = openTelling(model('live', { codec }), {
      candidate: model('candidate', { codec }),
    })
    await ask(loan())
    expect(sent).toEqual({ live: ['{"amount":12.5}'], candidate: [] })
    expect(client.status().dropped).toEqual({ unclonable: 1 })
    expect(problems()).toMatchObject([unclonable])
  })

  test('a codec that only passes them on: the candidate gets what was sent', async () => {
    const { sent, model } = await openModels()
    const codec = { encode: (it: unknown) => ({ instances: [it] }) }
    const { ask, outbox } = openTelling(model('live', { codec }), {
      candidate: model('candidate', { codec }),
    })
    await ask(loan())
    expect(sent.candidate).toEqual(sent.live)
    expect(outbox.pairs[0]?.input).toEqual(JSON.parse(loanJson))
  })

  test('a codec whose text changes with each call: plain data is shadowed, an instance is counted', async () => {
    const { sent, model } = await openModels()
    let call = 0
    const codec = { encode: (it: unknown) => ({ it, call: ++call }) }
    const { client, ask, outbox } = openTelling(model('live', { codec }), {
      candidate: model('candidate', { codec }),
    })
    await ask({ a: 1n, b: [2] }).catch(() => undefined)
    await ask({ b: [2] })
    await ask(loan())
    expect(sent.candidate).toHaveLength(1)
    expect(outbox.pairs.map(pair => pair.live.status)).toEqual(['error', 'ok'])
    expect(client.status().dropped).toEqual({ unclonable: 1 })
  })

  test('live fails before it has sent anything: what cannot be compared is counted', async () => {
    const { model } = await openModels()
    const live = model('live', { url: 'http://127.0.0.1:1/' })
    const { client, ask, outbox } = openTelling(live)
    await ask({ plain: 1 })
    await ask(loan())
    expect(outbox.pairs).toMatchObject([{ live: { status: 'error' }, candidate: { status: 'ok' } }])
    expect(client.status().dropped).toEqual({ unclonable: 1 })
  })

  test('the candidate serves: what it was sent goes to live', async () => {
    const { sent, model } = await openModels()
    const got: unknown[] = []
    const live = { predict: async (input: unknown) => got.push(input) }
    const { ask, outbox } = openTelling(live, { candidate: model('candidate'), plan: { serve: 'candidate' } })
    await ask(loan())
    expect(sent.candidate).toEqual([loanJson])
    expect(JSON.stringify(got)).toEqual(`[${loanJson}]`)
    expect(outbox.pairs).toMatchObject([{ served: 'candidate', live: { status: 'ok' } }])
    const functions = openTelling(model('live'), { plan: { serve: 'candidate' } })
    await functions.ask(loan())
    expect(functions.client.status().dropped).toEqual({ unclonable: 1 })
  })

  test('a model of the app’s own that sends JSON says so', async () => {
    const sent: string[] = []
    const { ask, got } = openTelling({
      toBody,
      async predict(input, { note }) {
        const body = toBody(input)
        sent.push(body)
        note({ body })
        return 'live'
      },
    })
    await ask({ amount: new BigNumber() })
    expect(got).toEqual([{ amount: '12.5' }])
  })
})

describe('values that change as they are read', () => {
  test.each<[string, () => unknown]>([
    ['a getter', counting],
    ['a toJSON', numbered],
  ])('%s: the candidate never gets another value than was sent', async (_, make) => {
    const { sent, model } = await openModels()
    const { client, ask, got, problems } = openTelling(model('live'))
    await ask({ value: make() })
    expect(sent.live).toHaveLength(1)
    expect(got).toEqual([])
    expect(client.status().dropped).toEqual({ unclonable: 1 })
    expect(problems()).toMatchObject([{ code: 'unclonable' }])
  })

  test('a getter that throws is named, and does not reach the app', async () => {
    const { client, platform, problems } = openTelling({})
    const input = {
      rows: [
        {
          get total(): number {
            throw new Error('not now')
          },
        },
      ],
    }
    expect(await client.predict(input)).toBe('live')
    await platform.advance(1_000)
    expect(client.status().dropped).toEqual({ unclonable: 1 })
    expect(problems()).toMatchObject([
      { message: 'input.rows[].total cannot be copied', cause: { message: 'not now' } },
    ])
  })
})

describe('what is too large', () => {
  const huge: [string, () => unknown, string][] = [
    ['an array', () => ({ list: Array(20_000_000).fill(0) }), '.list'],
    ['a length', () => Object.assign([], { length: 4_000_000_000 }), ''],
    ['bytes', () => [new Float64Array(11_000_000)], '[]'],
  ]

  test.each(huge)('as input: %s is counted and named, and live answers', async (_, make, path) => {
    const { client, ask, got, problems } = openTelling({})
    await ask(make())
    await ask(make())
    expect(got).toEqual([])
    expect(client.status().dropped).toEqual({ oversize: 2 })
    expect(problems()).toMatchObject([{ code: 'oversize', message: `input${path} cannot be copied` }])
  })

  test.each(huge)('as output of a model: %s', async (_, make, path) => {
    const value = make()
    const predict = async () => value
    for (const side of ['live', 'candidate'] as const) {
      const { client, ask, problems } = openTelling({}, { [side]: { predict } })
      await ask(1)
      expect(client.status().dropped).toEqual({ oversize: 1 })
      expect(problems()).toMatchObject([
        { code: 'oversize', message: `${side}.output${path} cannot be copied` },
      ])
    }
  })

  test('as text, or as a list that is within the limits of a copy and not of a pair', async () => {
    for (const output of [
      'x'.repeat(5_000_000),
      new Uint8Array(3_000_000),
      Array(150_000).fill('x'.repeat(100)),
    ]) {
      const { client, ask, outbox, problems } = openTelling({ predict: async () => output })
      await ask(1)
      expect(client.status().dropped).toEqual({ oversize: 1 })
      expect(problems()).toMatchObject([{ code: 'oversize' }])
      expect(outbox.pairs).toEqual([])
    }
  })

  test('record may take from it what is small enough', async () => {
    const { ask, outbox } = openTelling(
      { predict: async () => ({ mask: new Uint8Array(3_000_000), score: 0.5 }) },
      {
        options: {
          record: {
            input: it => ({ width: (it as { pixels: Uint8Array }).pixels.length }),
            output: it => (it as { score: number }).score,
          },
        },
      },
    )
    await ask({ pixels: new Uint8Array(8_000_000) })
    expect(outbox.pairs).toMatchObject([{ input: { width: 8_000_000 }, live: { output: 0.5 } }])
  })
})
