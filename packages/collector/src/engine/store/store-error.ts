/** An error of the embedded ClickHouse. */
export class StoreError extends Error {
  /** ClickHouse's error code, e.g. 117 for invalid data, or `null` when there is none. */
  readonly clickhouseCode: number | null

  constructor(message: string, clickhouseCode: number | null, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.clickhouseCode = clickhouseCode
  }
}
