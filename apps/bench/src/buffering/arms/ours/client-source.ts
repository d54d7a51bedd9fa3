// oxlint-disable no-restricted-imports -- Only here: through the public client each pair comes with a prediction, which
// costs ten times what keeping the pair does. So the outbox is measured by itself, bundled from its source.

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
