import { DemoError } from './demo-error.ts'
import { readOptions } from './read-options.ts'
import { runDemo } from './run-demo.ts'
import { say } from './say.ts'

// Who reads has gone, with the terminal: ending in order matters more than words.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const request = readOptions(process.argv.slice(2))
if (request.kind === 'print') {
  say(request.text)
  process.exitCode = request.exitCode
} else {
  try {
    await runDemo(request.options)
  } catch (error) {
    if (!(error instanceof DemoError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
