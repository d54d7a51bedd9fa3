import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Plan } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { FLAG_MODES, type FlagMode } from '../contract/flag-mode.ts'

const variants: Record<FlagMode, Pick<Plan, 'serve' | 'shadowRate'>> = {
  off: { serve: 'live', shadowRate: 0 },
  shadow: { serve: 'live', shadowRate: 1 },
  canary: { serve: 'candidate', shadowRate: 1 },
}

const FileSchema = v.object({
  flags: v.record(v.string(), v.object({ defaultVariant: v.picklist(FLAG_MODES) })),
})

export interface FlagFile {
  read(): Promise<FlagMode>
  write(mode: FlagMode): Promise<void>
}

/**
 * The flagd file that the collector publishes. Each write gives the flag a new version and replaces the file
 * atomically.
 */
export function flagFile(path: string, experiment: string): FlagFile {
  let version = 0
  return {
    async read() {
      const file = v.parse(FileSchema, JSON.parse(await readFile(path, 'utf8')))
      const flag = file.flags[experiment]
      if (!flag) throw new Error(`${path} has no flag "${experiment}"`)
      return flag.defaultVariant
    },
    async write(mode) {
      version += 1
      const definition = {
        $schema: 'https://flagd.dev/schema/v0/flags.json',
        flags: {
          [experiment]: {
            state: 'ENABLED',
            variants,
            defaultVariant: mode,
            metadata: { version: String(version) },
          },
        },
      }
      const next = `${path}.${version}.next`
      await writeFile(next, `${JSON.stringify(definition, null, 2)}\n`)
      await rename(next, path)
    },
  }
}
