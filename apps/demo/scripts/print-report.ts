import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { demoRules } from '../server/demo-rules.ts'
import { DemoError } from './demo-error.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'
import { commandFile } from './start-collector.ts'
import { EXPERIMENT, type RunningDemo } from './start-demo.ts'

/** The exit codes of `shadow-mode report` for promote, hold and insufficient. */
const VERDICTS: ReadonlySet<number | null> = new Set([0, 1, 3])

/**
 * Prints the report on all pairs to stdout and writes it as JSON to the file `json`. No verdict counts as a failure.
 */
export async function printReport(
  demo: RunningDemo,
  options: { json?: string; signal: AbortSignal },
): Promise<void> {
  await using scope = new AsyncDisposableStack()
  const rules = join(await temporaryFolder(scope, 'rules'), 'rules.json')
  await writeFile(rules, JSON.stringify(demoRules))
  const report = async (format: string, ...more: string[]): Promise<string> => {
    const access = ['--url', demo.collectorUrl, '--token', demo.readToken, '--rules', rules]
    const args = [commandFile(), 'report', EXPERIMENT, ...access, '--format', format, ...more]
    const ran = await runCommand(process.execPath, args, options.signal)
    if (!VERDICTS.has(ran.code)) throw new DemoError(`The report failed: ${ran.stderr}`)
    return ran.stdout
  }
  process.stdout.write(await report('text'))
  if (options.json) {
    await report('json', '-o', options.json)
    say(`Report written to ${options.json}`)
  }
}
