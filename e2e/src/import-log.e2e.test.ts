import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type ImportMap, type Report, ReportSchema } from '@shadow-mode/protocol'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { readCreditSet } from '@shadow-mode/test-support/shared-data/read-credit-set.ts'
import * as v from 'valibot'
import { expect, inject, test } from 'vitest'
import { testScope } from './test-scope.ts'

const run = promisify(execFile)
const CLI = fileURLToPath(new URL('../../packages/collector/dist/cli.js', import.meta.url))
const folder = inject('sharedData')

interface Decision {
  probability: number
  approved: boolean
}

interface Applicant {
  at: string
  input: Record<string, number | string | null>
  live: Decision
  candidate: Decision | null
  liveMs: number
  candidateMs: number
  label: number
}

const decide = (probability: number): Decision => ({ probability, approved: probability < 0.25 })

/** Applicants whose scores follow a simple rule, where the real ones are not there. */
function drawApplicants(count: number): Applicant[] {
  const random = seededRandom(11)
  return Array.from({ length: count }, (_, index) => {
    const age = 20 + Math.floor(50 * random())
    const risk = random()
    return {
      at: new Date(Date.UTC(2026, 10, 2) + index * 60_000).toISOString(),
      input: { AGE: age, EDUCATION: age % 2 ? 'university' : 'graduate, or other' },
      live: decide(risk),
      candidate: decide(Math.min(1, risk + 0.02 * random())),
      liveMs: 4 + random(),
      candidateMs: 5 + random(),
      label: random() < risk ? 1 : 0,
    }
  })
}

const readApplicants = async (): Promise<Applicant[]> =>
  folder === null
    ? drawApplicants(5_000)
    : (await readCreditSet(folder, 'healthy')).map((line): Applicant => JSON.parse(line))

const quote = (cell: string | number | boolean | null | undefined): string => {
  const text = String(cell ?? '')
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes what a team with two models would export: scores and a label, no ids, no counters. */
function toCsv(applicants: readonly Applicant[]): string {
  const inputs = Object.keys(applicants[0]?.input ?? {})
  const header = ['scored_at', 'score_v1', 'approved_v1', 'score_v2', 'approved_v2', 'ms_v1', 'ms_v2']
  const rows = applicants.map(({ at, input, live, candidate, liveMs, candidateMs, label }) => [
    at,
    live.probability,
    live.approved,
    candidate?.probability,
    candidate?.approved,
    liveMs,
    candidateMs,
    ...inputs.map(name => input[name]),
    label,
  ])
  return [[...header, ...inputs, 'defaulted'], ...rows].map(row => row.map(quote).join(',')).join('\r\n')
}

const MAP: ImportMap = {
  time: 'scored_at',
  live: { probability: 'score_v1', approved: 'approved_v1' },
  candidate: { probability: 'score_v2', approved: 'approved_v2' },
  inputs: '*',
  label: 'defaulted',
  latency: { live: 'ms_v1', candidate: 'ms_v2' },
  versions: { live: { value: '1.4.0' }, candidate: { value: '2.0.0' } },
}
const RULES = { margins: { 'outputs.approved.agreement': { min: 0.85 } } }

test('a CSV of two models leads to a report in one command, and again without a pair more', async () => {
  const scope = testScope()
  const dir = await temporaryFolder(scope, 'log')
  const path = (name: string): string => join(dir, name)
  const applicants = await readApplicants()
  await writeFile(path('scores.csv'), toCsv(applicants))
  await writeFile(path('map.json'), JSON.stringify(MAP))
  await writeFile(path('rules.json'), JSON.stringify(RULES))
  const report = async (): Promise<{ imported: string; report: Report }> => {
    const files = ['--import', path('scores.csv'), '--map', path('map.json'), '--rules', path('rules.json')]
    const argv = [CLI, 'report', 'credit-risk', ...files, '--data', path('data'), '--format', 'json']
    // It rejects unless the exit code is 0, which is the code of promote.
    const { stdout, stderr } = await run(process.execPath, argv, { maxBuffer: 64 * 1024 * 1024 })
    return { imported: stderr, report: v.parse(ReportSchema, JSON.parse(stdout)) }
  }

  const count = applicants.length
  const agreeing = applicants.filter(({ live, candidate }) => live.approved === candidate?.approved).length
  const first = await report()
  expect(first.imported).toContain(`"rows":${count},"bad":0,"stored":${count},`)
  expect(first.report).toMatchObject({
    capture: { pairs: count, imported: count, conflicts: 0, setAside: 0, outcomes: { stored: count } },
    outputs: { approved: { agreement: { agreeing } }, probability: { kind: 'numeric' } },
    latency: { live: { n: count } },
    verdict: { decision: 'promote' },
  })

  const second = await report()
  expect(second.imported).toContain(`"rows":${count},"bad":0,"stored":0,"duplicates":${count},`)
  expect(second.report).toEqual(first.report)
})
