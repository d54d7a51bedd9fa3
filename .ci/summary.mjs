// Prints what failed and the closing line of CI from vitest's JSON report; fails when a test failed or, here, was skipped.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const tests = report.testResults.flatMap(file =>
  file.assertionResults.map(test => ({ ...test, file: file.name })),
)

const failed = tests.filter(test => test.status === 'failed')
for (const test of failed)
  console.log(`FAILED ${test.file}\n  ${test.fullName}\n  ${test.failureMessages.join('\n  ')}`)
// A file that could not even be collected has no tests of its own.
for (const file of report.testResults.filter(
  file => file.status === 'failed' && !file.assertionResults.length,
))
  console.log(`FAILED ${file.name}\n  ${file.message}`)

const skipped = tests.filter(test => !['passed', 'failed'].includes(test.status))
for (const test of skipped) console.log(`Skipped, which is not allowed here: ${test.fullName}`)

console.log(`${report.numPassedTests} passed, ${report.numFailedTests + skipped.length} failed`)
process.exit(report.success && skipped.length === 0 && report.numPassedTests > 0 ? 0 : 1)
