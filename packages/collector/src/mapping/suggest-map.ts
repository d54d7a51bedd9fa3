import type { ImportMap, MappedValue } from '@shadow-mode/protocol'

const LIVE = /live|prod(?:uction)?|champion|current|baseline|old|v1/i
const CANDIDATE = /cand(?:idate)?|challenger|shadow|new|v2/i
const TIME = /time|date|(?:^|_)ts$|_at$|^at$/i
const LABEL = /^(?:y|label|target|truth|actual|outcome)$|label|y_true|ground_?truth/i
const REFERENCE = /(?:^|_)(?:id|uuid|reference)$/i
const DURATION = /(?:^|_)ms(?:_|$)|latency|duration/i

/** What to write in place of a column that was not guessed. */
const BLANK = 'COLUMN'

/** A column of live and the column of the candidate that has the same name but for the model. */
interface Twins {
  name: string
  live: string
  candidate: string
}

const toName = (column: string, model: RegExp): string =>
  column
    .replace(model, '')
    .replaceAll(/[\W_]+/g, ' ')
    .trim()
    .replaceAll(' ', '_') || 'score'

function findTwins(columns: readonly string[]): Twins[] {
  const candidates = new Map(
    columns.filter(column => CANDIDATE.test(column)).map(column => [toName(column, CANDIDATE), column]),
  )
  return columns
    .filter(column => LIVE.test(column))
    .flatMap(live => {
      const name = toName(live, LIVE)
      const candidate = candidates.get(name)
      return candidate === undefined ? [] : [{ name, live, candidate }]
    })
}

/** Suggests a map for a file by the names of its columns. It is only a start: `COLUMN` stands for what nobody can guess. */
export function suggestMap(columns: readonly string[]): ImportMap {
  const twins = findTwins(columns)
  const duration = twins.find(({ name }) => DURATION.test(name))
  const version = twins.find(({ name }) => /version/i.test(name))
  const outputs = twins.filter(({ name }) => !DURATION.test(name) && !/version/i.test(name))
  const toOutput = (role: 'live' | 'candidate'): Record<string, string> =>
    outputs.length > 0 ? Object.fromEntries(outputs.map(twin => [twin.name, twin[role]])) : { score: BLANK }
  const toVersion = (role: 'live' | 'candidate', value: string): string | MappedValue =>
    version?.[role] ?? { value }
  const label = columns.find(column => LABEL.test(column))
  const reference = columns.find(column => REFERENCE.test(column))
  const time = columns.find(column => TIME.test(column) && !DURATION.test(column)) ?? BLANK
  const named = new Set([time, label, reference, ...twins.flatMap(twin => [twin.live, twin.candidate])])
  return {
    time,
    live: toOutput('live'),
    candidate: toOutput('candidate'),
    inputs: columns.filter(column => !named.has(column)),
    ...(label === undefined ? {} : { label }),
    ...(reference === undefined ? {} : { reference }),
    ...(duration === undefined ? {} : { latency: { live: duration.live, candidate: duration.candidate } }),
    versions: { live: toVersion('live', '1'), candidate: toVersion('candidate', '2') },
  }
}
