// oxlint-disable no-restricted-imports -- The bench measures the outbox alone, so it bundles it from its source. Through
// the public client each pair needs a prediction, which costs ten times as much as storing the pair.

export { browserPlatform } from '../../../../../../packages/client/src/core/platform/browser-platform.ts'
export { completePlatform } from '../../../../../../packages/client/src/core/platform/complete-platform.ts'
export type { ShadowEvent } from '../../../../../../packages/client/src/core/status/status.ts'
export { createOutbox } from '../../../../../../packages/client/src/delivery/outbox/create-outbox.ts'
export { storeNames } from '../../../../../../packages/client/src/delivery/outbox/store-names.ts'
export { createQueue } from '../../../../../../packages/client/src/delivery/queue/create-queue.ts'
export { entryKey } from '../../../../../../packages/client/src/delivery/queue/entry-record.ts'
export { LEDGER } from '../../../../../../packages/client/src/delivery/queue/open-ledger.ts'
export type { Queue } from '../../../../../../packages/client/src/delivery/queue/queue.ts'
export { createResilientStore } from '../../../../../../packages/client/src/delivery/store/create-resilient-store.ts'
export { OBJECT_STORE } from '../../../../../../packages/client/src/delivery/store/open-database.ts'
export { openDeviceStore } from '../../../../../../packages/client/src/delivery/store/open-device-store.ts'
export { completePlan } from '../../../../../../packages/client/src/plan/complete-plan.ts'
