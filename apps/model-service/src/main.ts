import { parseArgs } from 'node:util'
import { startModelService } from './start-model-service.ts'

const USAGE = 'Usage: node src/main.ts [--port 8788] [--host 127.0.0.1] [--allow-origin ORIGIN]... [--seed 1]'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8788' },
    host: { type: 'string', default: '127.0.0.1' },
    'allow-origin': { type: 'string', multiple: true, default: ['*'] },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

function toInteger(name: string, text: string, max: number): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > max) {
    console.error(`--${name}: expected an integer from 0 to ${max}, received "${text}"\n${USAGE}`)
    process.exit(2)
  }
  return value
}

if (values.help) {
  console.log(USAGE)
} else {
  const service = await startModelService({
    port: toInteger('port', values.port, 65_535),
    host: values.host,
    origins: values['allow-origin'],
    seed: toInteger('seed', values.seed, 2 ** 32 - 1),
  })
  console.log(service.url)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void service.close()
    })
}
