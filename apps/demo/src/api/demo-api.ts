import { type Report, ReportSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { type DemoConfig, DemoConfigSchema } from '../../contract/demo-config.ts'
import { FLAG_MODES, type FlagMode } from '../../contract/flag-mode.ts'
import { SCENARIOS, type Scenario } from '../../contract/scenario.ts'
import { requestJson } from './request-json.ts'

const put = (body: unknown): RequestInit => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const FlagSchema = v.object({ mode: v.picklist(FLAG_MODES) })
const ScenarioSchema = v.object({ scenario: v.picklist(SCENARIOS) })

export const loadConfig = (): Promise<DemoConfig> => requestJson(DemoConfigSchema, '/api/config')

export const readFlag = async (): Promise<FlagMode> => (await requestJson(FlagSchema, '/api/flag')).mode

export const writeFlag = async (mode: FlagMode): Promise<FlagMode> =>
  (await requestJson(FlagSchema, '/api/flag', put({ mode }))).mode

export const readScenario = async (): Promise<Scenario> =>
  (await requestJson(ScenarioSchema, '/api/scenario')).scenario

export const writeScenario = async (scenario: Scenario): Promise<Scenario> =>
  (await requestJson(ScenarioSchema, '/api/scenario', put({ scenario }))).scenario

/** Fetches the report on the pairs that were captured in [from, to), both as ISO 8601. */
export const readReport = (from: string, to: string): Promise<Report> =>
  requestJson(ReportSchema, `/api/report?${new URLSearchParams({ from, to })}`)
