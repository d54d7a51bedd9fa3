import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'

const spec = {
  name: 'collect',
  summary: 'Takes in pairs over HTTP, keeps them in a data folder, and serves flags and reports.',
  options: {
    data: {
      type: 'string',
      placeholder: 'dir',
      required: true,
      describe: 'The data folder; one collector a folder',
    },
    'ingest-key': {
      type: 'string',
      placeholder: 'key',
      required: true,
      describe: 'What pages bring to send pairs; public',
    },
    'read-token': {
      type: 'string',
      placeholder: 'token',
      describe: 'For the calls that read; without it they are off',
    },
    'admin-token': {
      type: 'string',
      placeholder: 'token',
      describe: 'Kept for calls that change things; this version has none',
    },
    'allow-origin': {
      type: 'string',
      placeholder: 'origin',
      multiple: true,
      describe: 'Pages that may read the answers; * for all',
    },
    flags: { type: 'string', placeholder: 'file', describe: 'A flagd file, served at /flags.json' },
    'retention-days': {
      type: 'string',
      placeholder: 'days',
      default: '400',
      describe: 'Older ids go to the quarantine',
    },
    host: { type: 'string', default: '127.0.0.1', describe: 'The address to listen on; 0.0.0.0 for all' },
    port: {
      type: 'string',
      placeholder: 'number',
      default: '8787',
      describe: 'The port; 0 takes a free one',
    },
  },
} as const satisfies CommandSpec

/** `shadow-mode collect`. Runs until SIGTERM or SIGINT, then drains the log and exits with 0. */
export async function collectCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values }) => {
    const port = wholeNumber('port', values.port, 0, 65_535)
    const retentionDays = wholeNumber('retention-days', values['retention-days'], 1, 36_500)
    const { startCollector } = await import('../collector/start-collector.ts')
    const collector = await startCollector({
      dir: values.data,
      ingestKey: values['ingest-key'],
      allowOrigins: values['allow-origin'],
      host: values.host,
      port,
      retentionDays,
      ...(values['read-token'] ? { readToken: values['read-token'] } : {}),
      ...(values.flags ? { flagsFile: values.flags } : {}),
    })
    process.stdout.write(`shadow-mode collector ready at ${collector.url}\n`)
    const name = await stopSignal()
    process.stderr.write(`shadow-mode: ${name}, storing what is in the log; once more to stop at once\n`)
    await collector.close()
    return 0
  })
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`--${option}: Expected a whole number from ${min} to ${max}, received ${text}`)
}

/** Resolves on the first signal and removes the listeners, so that a second signal terminates the process. */
function stopSignal(): Promise<string> {
  return new Promise(resolve => {
    const stop = (name: string): void => {
      process.off('SIGTERM', stop)
      process.off('SIGINT', stop)
      resolve(name)
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}
