import { fileURLToPath } from 'node:url'
import { findChromium } from '@shadow-mode/test-support/browser/find-chromium.ts'
import { launchArguments } from '@shadow-mode/test-support/browser/launch-arguments.ts'
import { type Browser, chromium } from 'playwright'
import { DemoError } from './demo-error.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'

/** A headless Chromium: one that is here, or one that is got now. */
export async function openChromium(signal: AbortSignal): Promise<Browser> {
  let executablePath = findChromium()
  if (!executablePath) {
    say('No Chromium here: getting one…')
    const script = fileURLToPath(import.meta.resolve('@shadow-mode/test-support/browser/ensure-chromium.ts'))
    const ran = await runCommand(process.execPath, [script], signal)
    executablePath = findChromium()
    if (!executablePath) throw new DemoError(ran.stderr)
  }
  // Signals are ours: playwright would end the process before everything else is stopped.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
  return chromium.launch({ executablePath, args: launchArguments, ...signals })
}
