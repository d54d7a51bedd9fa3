// Holds each package's export surface against its checked-in report, packages/<name>/api/<entry>.api.md.
// `--update` writes the reports anew: the diff is the review.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'

const root = resolve(import.meta.dirname, '..')
const update = process.argv.includes('--update')
let failed = 0

for (const name of readdirSync(join(root, 'packages'))) {
  const folder = join(root, 'packages', name)
  const packageJson = join(folder, 'package.json')
  const { private: isPrivate, exports } = JSON.parse(readFileSync(packageJson, 'utf8'))
  if (isPrivate) continue
  const exported = Object.values(exports)
  for (const types of exported.map(entry => entry.types).filter(Boolean)) {
    const reportName = types.replace(/^.*\/([^/]+)\.d\.ts$/, '$1')
    mkdirSync(join(folder, 'api'), { recursive: true })
    const config = ExtractorConfig.prepare({
      configObjectFullPath: join(folder, 'api-extractor.json'),
      packageJsonFullPath: packageJson,
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, types),
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              module: 'esnext',
              moduleResolution: 'bundler',
              lib: ['es2023', 'dom'],
              types: name === 'collector' ? ['node'] : [],
              skipLibCheck: true,
            },
            files: [join(folder, types)],
          },
        },
        apiReport: {
          enabled: true,
          reportFileName: reportName,
          reportFolder: join(folder, 'api'),
          reportTempFolder: join(folder, 'build/api'),
        },
        newlineKind: 'lf',
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          extractorMessageReporting: { default: { logLevel: 'none' } },
          tsdocMessageReporting: { default: { logLevel: 'none' } },
        },
      },
    })
    const result = Extractor.invoke(config, {
      localBuild: update,
      messageCallback: message => {
        message.handled = message.logLevel !== 'error'
      },
    })
    const report = join(folder, 'api', `${reportName}.api.md`)
    if (!existsSync(report) || (!update && result.apiReportChanged)) {
      console.error(
        `${name}/${reportName}: the export surface differs from its report; run "pnpm run api:update" and review the diff`,
      )
      failed++
    }
  }
}
process.exitCode = failed === 0 ? 0 : 1
