import * as v from 'valibot'
import type { Store } from './store.ts'

const BROKEN = "SELECT count() AS n FROM system.detached_parts WHERE reason LIKE 'broken%'"
const CountSchema = v.object({ n: v.pipe(v.string(), v.transform(Number)) })

/** How many parts ClickHouse has set aside because they were damaged. */
export async function countBrokenParts(store: Store): Promise<number> {
  return (await store.query(BROKEN, {}, CountSchema))[0]?.n ?? 0
}
