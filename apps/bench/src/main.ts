import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { renderBuffering } from './buffering/render.ts'
import { runBuffering } from './buffering/run.ts'
import { renderBytes } from './bytes/render.ts'
import { runBytes } from './bytes/run.ts'
import { type Arguments, type Bench, parseArguments, USAGE } from './cli/parse-arguments.ts'
import { renderLivePath } from './live-path/render.ts'
import { runLivePath } from './live-path/run.ts'
import { renderRecentIds } from './recent-ids/render.ts'
import { runRecentIds } from './recent-ids/run.ts'

const say = (text: string): void => console.error(text)

/** Each bench prints its text and returns its figures. */
const run: Record<Bench, (options: Arguments) => Promise<object>> = {
  bytes: async () => {
    const result = await runBytes(say)
    console.log(renderBytes(result))
    return result
  },
  'live-path': async ({ effort }) => {
    const result = await runLivePath(effort, say)
    console.log(renderLivePath(result))
    return result
  },
  buffering: async ({ effort }) => {
    const result = await runBuffering(effort, say)
    console.log(renderBuffering(result))
    return result
  },
  'recent-ids': async () => {
    const result = runRecentIds()
    console.log(renderRecentIds(result))
    return result
  },
}

const readArguments = (): Arguments | undefined => {
  try {
    return parseArguments(process.argv.slice(2))
  } catch (error) {
    say(`${String(error)}\n${USAGE}`)
    return undefined
  }
}

const options = readArguments()
if (options) {
  const results: object[] = []
  for (const bench of options.benches) results.push(await run[bench](options))
  const environment = { node: process.version, processors: cpus().length, at: new Date().toISOString() }
  if (options.json) await writeFile(options.json, `${JSON.stringify({ environment, results }, null, 2)}\n`)
} else {
  process.exitCode = 2
}
