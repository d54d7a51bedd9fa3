import type { DropReason } from '../../core/books/drop-reason.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Tally } from './create-tally.ts'

/** Attaches the outbox to the tally, and moves what the tally has counted and held into the outbox. */
export function handOver(tally: Tally, outbox: Outbox): void {
  const { sampled, dropped, held } = tally.attach(outbox)
  for (let n = 0; n < sampled; n++) outbox.sampled()
  for (const [reason, count = 0] of Object.entries(dropped)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of `dropped`
    for (let n = 0; n < count; n++) outbox.drop(reason as DropReason)
  }
  for (const record of held) outbox.put(record)
}
