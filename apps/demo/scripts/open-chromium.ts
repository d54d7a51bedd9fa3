import { fileURLToPath } from 'node:url'
import { findChromium } from '@shadow-mode/test-support/browser/find-chromium.ts'
import { launchArguments } from '@shadow-mode/test-support/browser/launch-arguments.ts'
import { type Browser, chromium } from 'playwright'
import { DemoError } from './demo-error.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'

/** Opens a headless Chromium. Installs one first if there is none. */
export async function openChromium(signal: AbortSignal): Promise<Browser> {
  let executablePath = findChromium()
  if (!executablePath) {
    say('Installing Chromium…')
    const script = fileURLToPath(import.meta.resolve('@shadow-mode/test-support/browser/ensure-chromium.ts'))
    const ran = await runCommand(process.execPath, [script], signal)
    executablePath = findChromium()
    if (!executablePath) throw new DemoError(ran.stderr)
  }
  // By default, playwright ends the process on a signal, before the demo has stopped everything else.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
  return chromium.launch({ executablePath, args: launchArguments, ...signals })
}
