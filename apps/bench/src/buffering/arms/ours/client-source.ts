// oxlint-disable no-restricted-imports -- Only here: through the public client each pair comes with a prediction, which
// costs ten times what keeping the pair does. So the outbox is measured by itself, bundled from its source.
export { createOutbox } from '../../../../../../packages/client/src/outbox/create-outbox.ts'
export { storeNames } from '../../../../../../packages/client/src/outbox/store-names.ts'
export { completePlan } from '../../../../../../packages/client/src/plan/complete-plan.ts'
export { browserPlatform } from '../../../../../../packages/client/src/platform/browser-platform.ts'
export { completePlatform } from '../../../../../../packages/client/src/platform/complete-platform.ts'
export { createQueue, type Queue } from '../../../../../../packages/client/src/queue/create-queue.ts'
export { entryKey } from '../../../../../../packages/client/src/queue/entry-record.ts'
export { LEDGER } from '../../../../../../packages/client/src/queue/open-ledger.ts'
export type { ShadowEvent } from '../../../../../../packages/client/src/status/status.ts'
export { createResilientStore } from '../../../../../../packages/client/src/store/create-resilient-store.ts'
export { OBJECT_STORE } from '../../../../../../packages/client/src/store/open-database.ts'
export { openDeviceStore } from '../../../../../../packages/client/src/store/open-device-store.ts'
