import type { BadLine, RecordLine } from './record-line.ts'
import type { RecordSink } from './record-sink.ts'

/** Collects records and sends them in batches. */
export interface Batch {
  /** Sends the batch first if the record does not fit. */
  add(record: RecordLine): Promise<void>
  send(): Promise<void>
}

/** @param onSent Called after each batch, with the records that the sink refused. */
export function createBatch(sink: RecordSink, onSent: (refused: BadLine[]) => void): Batch {
  let records: RecordLine[] = []
  let length = 0
  const send = async (): Promise<void> => {
    if (records.length === 0) return
    const sent = records
    // Emptied first, so that what a sink refused for good is not sent a second time.
    records = []
    length = 0
    onSent(await sink.send(sent))
  }
  return {
    async add(record) {
      if (records.length >= sink.maxRecords || length + record.raw.length > sink.maxLength) await send()
      records.push(record)
      length += record.raw.length
    },
    send,
  }
}
