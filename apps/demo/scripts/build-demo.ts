import { fileURLToPath } from 'node:url'
import { DemoError } from './demo-error.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'

const workspace = fileURLToPath(new URL('../../..', import.meta.url))

/** Builds the demo's pages and the packages that it needs. */
export async function buildDemo(signal: AbortSignal): Promise<void> {
  const started = performance.now()
  say('Building packages and pages…')
  const ran = await runCommand('npm', ['--prefix', workspace, '--silent', 'run', 'build:demo'], signal)
  if (ran.code !== 0) throw new DemoError(`The build failed.\n${ran.stdout}${ran.stderr}`)
  say(`Built in ${((performance.now() - started) / 1000).toFixed(0)} s.`)
}
