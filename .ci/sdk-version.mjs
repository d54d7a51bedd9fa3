// Writes the client's version into its source, which cannot read package.json in a browser.
import { readFileSync, writeFileSync } from 'node:fs'

const client = new URL('../packages/client/', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', client), 'utf8'))
const file = new URL('src/sdk-version.ts', client)
writeFileSync(file, readFileSync(file, 'utf8').replace(/'[^']*'$/m, `'${version}'`))
