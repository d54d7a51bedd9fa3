import { Session } from 'chdb'
import * as v from 'valibot'
import { describeError } from '../../errors/describe-error.ts'
import { probeFolder } from '../../folder/probe-folder.ts'
import { tableDefinitions } from '../sql/table-definitions.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

const TABLES = 'SELECT name FROM system.tables WHERE database = currentDatabase()'
const TableSchema = v.object({ name: v.string() })
/** Bytes. */
const ROOM_FOR_TABLES = 1024 * 1024

const CodedSchema = v.object({ clickhouseCode: v.number() })

// chDB does not export its error classes.
function toStoreError(error: unknown): StoreError {
  const coded = v.safeParse(CodedSchema, error)
  const code = coded.success ? coded.output.clickhouseCode : null
  return new StoreError(describeError(error), code, { cause: error })
}

/** Timeout of a read, because a slow read blocks inserts: the engine runs one statement at a time. Seconds. */
const MAX_READ_SECONDS = 60

// Inline, because chDB applies SET to every later statement. Without quoting, integers over 2^53 are rounded and NaN is
// returned as null.
const READ_SETTINGS = [
  'output_format_json_quote_64bit_integers = 1',
  'output_format_json_quote_denormals = 1',
  'do_not_merge_across_partitions_select_final = 1',
  `max_execution_time = ${MAX_READ_SECONDS}`,
].join(', ')

// `{"a.b":1,"a":{"b":2}}` has the same path twice. With this setting the JSON column keeps one value instead of
// refusing the batch.
const INSERT_SETTINGS = { type_json_skip_duplicated_paths: 1 }

/**
 * Opens the tables in `dir` and creates missing ones.
 *
 * @throws chDB's `ChdbConnectionError` when another process has the folder open.
 */
export async function openChdbStore(dir: string): Promise<Store> {
  const session = new Session(dir)
  const store: Store = {
    async query(sql, values, schema) {
      const settled = session.queryBindAsync(`${sql}\nSETTINGS ${READ_SETTINGS}`, values, {
        format: 'JSONEachRow',
      })
      const result = await settled.catch((error: unknown) => {
        throw toStoreError(error)
      })
      const lines = result.text().split('\n')
      return lines.filter(line => line !== '').map(line => v.parse(schema, JSON.parse(line)))
    },
    async run(sql, values) {
      await session.queryBindAsync(sql, values).catch((error: unknown) => {
        throw toStoreError(error)
      })
    },
    async insert(table, rows) {
      if (rows.length === 0) return
      const values = Buffer.from(rows.join('\n'))
      const settled = session.insert({ table, values, format: 'JSONEachRow', settings: INSERT_SETTINGS })
      await settled.catch((error: unknown) => {
        throw toStoreError(error)
      })
    },
    close: () => session.close(),
  }
  try {
    await createTables(store, dir)
    return store
  } catch (error) {
    session.close()
    throw error
  }
}

async function createTables(store: Store, dir: string): Promise<void> {
  const tables = await store.query(TABLES, {}, TableSchema)
  const names = new Set(tables.map(({ name }) => name))
  const missing = tableDefinitions.filter(definition => !names.has(tableName(definition)))
  // A definition that is written to a full disk is empty, and ClickHouse could never open it again.
  if (missing.length > 0) await probeFolder(dir, ROOM_FOR_TABLES)
  for (const definition of missing) await store.run(definition, {})
}

const tableName = (definition: string): string =>
  /CREATE TABLE IF NOT EXISTS (\w+)/.exec(definition)?.[1] ?? ''
