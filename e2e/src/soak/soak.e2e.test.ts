import { startModelService } from '@shadow-mode/test-support/servers/model-service-process.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { expect, test } from 'vitest'
import { sharedWorld } from '../shared-world.ts'
import { storedIds } from '../stored-ids.ts'
import { testScope } from '../test-scope.ts'
import { total } from '../total.ts'
import { isRising, riseOf } from './rise.ts'
import type { Sample } from './sample-page.ts'
import { endSoakPage, openSoakPage, takeSamples } from './soak-pages.ts'
import { PREDICT_EVERY_MS, soakSettings } from './soak-settings.ts'
import { WITHOUT_COMPILER } from './without-compiler.ts'

const { minutes, samples, sampleEveryMs } = soakSettings()
const getWorld = sharedWorld()

/**
 * What a figure may rise by over the second half of a run. Calls under way have a few listeners. A leak of one listener in
 * each flush, which is what there was, makes 30 of ten minutes.
 */
const TOLERANCE: Sample = { listeners: 8, nodes: 20, heapKb: 256 }

const FIGURES = ['listeners', 'nodes', 'heapKb'] as const
const KINDS = ['http', 'onnx', 'react'] as const

const roundTo = (value: number): number => Math.round(value * 10) / 10

test('three pages predict five times a second: listeners, nodes and heap do not rise over the second half', {
  timeout: (minutes + 5) * 60_000,
}, async () => {
  const scope = testScope()
  const world = getWorld()
  const service = await startModelService(scope)
  const browser = await launchProfile(scope, {
    bfcache: true,
    args: [`--js-flags=${WITHOUT_COMPILER.join(' ')}`],
  })
  const pages = []
  for (const kind of KINDS) {
    const experiment = `soak-${kind}`
    world.flags.enable(experiment, { serve: 'live', shadowRate: 1 })
    const config = {
      experiment,
      kind,
      service,
      collector: { url: world.collector.url, key: world.collector.key },
      flagsUrl: `${world.origin}/flags.json`,
      everyMs: PREDICT_EVERY_MS,
    }
    pages.push(await openSoakPage(browser, world.origin, config))
  }
  await takeSamples(pages, samples, sampleEveryMs)

  const rows = pages.flatMap(page =>
    FIGURES.map(figure => {
      const values = page.samples.map(sample => sample[figure])
      const { rise, noise } = riseOf(values)
      return {
        page: page.config.kind,
        figure,
        first: values[0],
        middle: values[Math.floor(values.length / 2)],
        last: values.at(-1),
        most: Math.max(...values),
        rise: roundTo(rise),
        noise: roundTo(noise),
        rises: isRising({ rise, noise }, TOLERANCE[figure]),
      }
    }),
  )
  console.table(rows)
  expect(rows.filter(({ rises }) => rises)).toEqual([])

  for (const page of pages) {
    const status = await endSoakPage(page)
    const { sampled, delivered, dropped } = status
    console.info(`soak: ${page.config.kind} sampled ${sampled}, delivered ${delivered}`, dropped)
    expect(sampled).toBe(delivered + total(dropped))
    expect(await storedIds(world.collector, page.config.experiment)).toHaveLength(delivered)
    expect(delivered).toBeGreaterThan(minutes * 60)
  }
})
