import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startModelService } from '@shadow-mode/model-service'
import type { Scenario } from '../contract/scenario.ts'
import { demoApp } from '../server/demo-app.ts'
import { demoRules } from '../server/demo-rules.ts'
import { flagFile } from '../server/flag-file.ts'
import { listen } from '../server/listen.ts'
import { scenarioControl } from '../server/scenario-control.ts'
import { choosePort } from './choose-port.ts'
import { say } from './say.ts'
import { startCollector } from './start-collector.ts'

export const EXPERIMENT = 'credit-risk'

export interface RunningDemo {
  url: string
  collectorUrl: string
  modelServiceUrl: string
  readToken: string
  scenario(name: Scenario): Promise<void>
  close(): Promise<void>
}

const app = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * Starts models, collector and pages. `fresh`: pairs go to a folder of this run alone, which is removed at the end;
 * otherwise to apps/demo/.data.
 */
export async function startDemo(options: { fresh: boolean; signal: AbortSignal }): Promise<RunningDemo> {
  const cleanUps: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
  }
  try {
    let dataFolder = app('.data')
    if (options.fresh) {
      dataFolder = await mkdtemp(join(tmpdir(), 'shadow-mode-demo-'))
      cleanUps.push(() => rm(dataFolder, { recursive: true, force: true }))
    }
    await mkdir(dataFolder, { recursive: true })
    const flags = flagFile(join(dataFolder, 'flags.json'), EXPERIMENT)
    await flags.write('shadow')

    const port = await choosePort('demo', 8080)
    const url = `http://127.0.0.1:${port}`
    // People type either name.
    const origins = [url, `http://localhost:${port}`]
    const ingestKey = 'demo'
    const readToken = randomUUID()

    say('Starting the models…')
    const models = await startModelService({
      port: await choosePort('model service', 8081),
      host: '127.0.0.1',
      origins,
    })
    cleanUps.push(() => models.close())

    say('Starting the collector…')
    const collector = await startCollector({
      port: await choosePort('collector', 8787),
      dataFolder: join(dataFolder, 'collector'),
      flagFile: join(dataFolder, 'flags.json'),
      ingestKey,
      readToken,
      allowOrigins: origins,
      signal: options.signal,
    })
    cleanUps.push(() => collector.close())

    const scenarios = scenarioControl(models.url)
    const pages = await listen(
      demoApp({
        config: {
          experiment: EXPERIMENT,
          liveUrl: `${models.url}/v1/predict`,
          candidateUrl: `${models.url}/v2/predict`,
          candidateModelUrl: `${models.url}/models/candidate.onnx`,
          flagsUrl: `${collector.url}/flags.json`,
          collectorUrl: collector.url,
          ingestKey,
        },
        flags,
        scenarios,
        report: { collectorUrl: collector.url, readToken, experiment: EXPERIMENT, rules: demoRules },
        pages: app('dist'),
      }),
      port,
    )
    cleanUps.push(() => pages.close())

    return {
      url: pages.url,
      collectorUrl: collector.url,
      modelServiceUrl: models.url,
      readToken,
      scenario: scenarios.change,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
