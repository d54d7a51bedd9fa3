// Prints what failed and the closing line of CI: `summary.mjs <folder> <run>… [--failed=<part>]…`. Each run has its report,
// vitest's JSON, in the folder. Also fails when a test was skipped, a run executed none, or a part failed otherwise.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { failed: { type: 'string', multiple: true, default: [] } },
})
const [folder, ...runs] = positionals

const readReport = run => {
  try {
    return JSON.parse(readFileSync(`${folder}/${run}.json`, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}

/** What is wrong with one file of tests. */
const problemsOf = ({ name, status, message, assertionResults }) => {
  // One that could not even be collected has no tests of its own.
  if (!assertionResults.length) return status === 'failed' ? [`${name}\n  ${message}`] : []
  return assertionResults.flatMap(test => {
    if (test.status === 'passed') return []
    const why = test.status === 'failed' ? test.failureMessages.join('\n  ') : 'skipped: not allowed here'
    return [`${name}\n  ${test.fullName}\n  ${why}`]
  })
}

let passed = 0
const problems = []
for (const run of runs) {
  const { testResults } = readReport(run)
  const tests = testResults.flatMap(file => file.assertionResults)
  passed += tests.filter(test => test.status === 'passed').length
  const found = testResults.flatMap(problemsOf)
  if (!tests.length) found.push('no test was executed')
  else if (!found.length && values.failed.includes(run)) found.push('failed beside its tests: see above')
  problems.push(...found.map(problem => `${run}: ${problem}`))
}
for (const part of values.failed) if (!runs.includes(part)) problems.push(`${part}: see above`)

for (const problem of problems) console.log(`FAILED ${problem}`)
console.log(`${passed} passed, ${problems.length} failed`)
process.exit(problems.length ? 1 : 0)
