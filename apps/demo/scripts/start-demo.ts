import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startModelService } from '@shadow-mode/model-service'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import type { Scenario } from '../contract/scenario.ts'
import { appHandler } from '../server/app-handler.ts'
import { demoApp } from '../server/demo-app.ts'
import { demoRules } from '../server/demo-rules.ts'
import { flagFile } from '../server/flag-file.ts'
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
 * Starts the models, the collector and the pages. With `fresh`, the data is in a temporary folder, otherwise in
 * apps/demo/.data.
 */
export async function startDemo(options: { fresh: boolean; signal: AbortSignal }): Promise<RunningDemo> {
  const cleanUps: (() => Promise<void>)[] = []
  const scope = { defer: (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp) }
  const close = async (): Promise<void> => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
  }
  try {
    const dataFolder = options.fresh ? await temporaryFolder(scope, 'demo') : app('.data')
    await mkdir(dataFolder, { recursive: true })
    const flags = flagFile(join(dataFolder, 'flags.json'), EXPERIMENT)
    await flags.write('shadow')

    const port = await choosePort('demo', 8080)
    const url = `http://127.0.0.1:${port}`
    // The user may open the demo under either name.
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
    await listen(
      scope,
      [
        appHandler(
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
        ),
      ],
      port,
    )

    return {
      url,
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
