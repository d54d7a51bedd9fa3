import { DemoError } from './demo-error.ts'
import { readOptions } from './read-options.ts'
import { runDemo } from './run-demo.ts'
import { say } from './say.ts'

// When the terminal is closed, writing fails. The demo must still stop in order.
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
