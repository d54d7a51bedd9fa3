import type { CommandSpec } from '../cli/command-spec.ts'
import { parseWholeNumber } from '../cli/parse-whole-number.ts'
import { runCommand } from '../cli/run-command.ts'
import { MIN_MAX_BYTES } from '../collector/min-max-bytes.ts'
import { MAX_RATE_PER_ADDRESS, MAX_RATE_PER_CLIENT } from '../intake/intake-limits.ts'
import { lockWaitOption, parseLockWait } from './lock-wait-option.ts'

const spec = {
  name: 'collect',
  summary:
    'Receives pairs and outcomes over HTTP, stores them in a data folder, and serves flags and reports.',
  options: {
    data: {
      type: 'string',
      placeholder: 'dir',
      required: true,
      description: 'Data folder; only one process can use it at a time',
    },
    'ingest-key': {
      type: 'string',
      placeholder: 'key',
      required: true,
      description: 'Key that pages send with their pairs; it is public',
    },
    'read-token': {
      type: 'string',
      placeholder: 'token',
      description: 'Token for reading data and reports; without it, reading is disabled',
    },
    'admin-token': {
      type: 'string',
      placeholder: 'token',
      description: 'Reserved; this version does not use it',
    },
    'allow-origin': {
      type: 'string',
      placeholder: 'origin',
      multiple: true,
      description: 'Origin whose pages may read responses, e.g. https://*.shop.example; * allows all',
    },
    flags: { type: 'string', placeholder: 'file', description: 'flagd file to serve at /flags.json' },
    'retention-days': {
      type: 'string',
      placeholder: 'days',
      default: '400',
      description: 'Older data is deleted in whole weeks; pairs that arrive older are quarantined',
    },
    'max-bytes': {
      type: 'string',
      placeholder: 'bytes',
      description: 'Disk use at which batches are refused with 429; nothing is deleted (no limit by default)',
    },
    'max-rate-per-client': {
      type: 'string',
      placeholder: 'number',
      default: String(MAX_RATE_PER_CLIENT),
      description: 'Records a minute from one browser, beyond which it gets 429; 0 for no limit',
    },
    'max-rate-per-address': {
      type: 'string',
      placeholder: 'number',
      default: String(MAX_RATE_PER_ADDRESS),
      description: 'Records a minute from one address; 0 for no limit',
    },
    'trust-proxy': {
      type: 'string',
      placeholder: 'number',
      description:
        'Proxies in front of the collector, for X-Forwarded-For; without it, private addresses are not limited',
    },
    ...lockWaitOption,
    host: {
      type: 'string',
      default: '127.0.0.1',
      description: 'Address to listen on; 0.0.0.0 listens on all',
    },
    port: {
      type: 'string',
      placeholder: 'number',
      default: '8787',
      description: 'Port to listen on; 0 picks a free port',
    },
  },
} as const satisfies CommandSpec

/**
 * `shadow-mode collect`. Runs until SIGTERM or SIGINT, then closes the collector and exits with 0. Exits with 2 on an
 * error.
 */
export async function collectCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values }) => {
    const port = parseWholeNumber('port', values.port, 0, 65_535)
    const retentionDays = parseWholeNumber('retention-days', values['retention-days'], 1, 36_500)
    const maxBytes = values['max-bytes']
      ? parseWholeNumber('max-bytes', values['max-bytes'], MIN_MAX_BYTES, Number.MAX_SAFE_INTEGER)
      : undefined
    const lockWaitMs = parseLockWait(values)
    const parseRate = (name: 'max-rate-per-client' | 'max-rate-per-address'): number =>
      parseWholeNumber(name, values[name], 0, Number.MAX_SAFE_INTEGER)
    const trustProxy = values['trust-proxy']
      ? parseWholeNumber('trust-proxy', values['trust-proxy'], 0, 100)
      : undefined
    const { startCollector } = await import('../collector/start-collector.ts')
    const collector = await startCollector({
      dir: values.data,
      ingestKey: values['ingest-key'],
      allowOrigins: values['allow-origin'],
      host: values.host,
      port,
      retentionDays,
      lockWaitMs,
      maxRatePerClient: parseRate('max-rate-per-client'),
      maxRatePerAddress: parseRate('max-rate-per-address'),
      ...(trustProxy === undefined ? {} : { trustProxy }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
      ...(values['read-token'] ? { readToken: values['read-token'] } : {}),
      ...(values.flags ? { flagsFile: values.flags } : {}),
    })
    process.stdout.write(`shadow-mode collector ready at ${collector.url}\n`)
    const signal = await waitForStopSignal()
    process.stderr.write(
      `shadow-mode: received ${signal}, storing the rest of the log; repeat the signal to stop at once\n`,
    )
    await collector.close()
    return 0
  })
}

/** Resolves on the first signal and removes the listeners, so that a second signal terminates the process. */
function waitForStopSignal(): Promise<string> {
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
