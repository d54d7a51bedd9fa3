/** ClickHouse answered with an error. */
export class StoreError extends Error {
  /** ClickHouse's own code, such as 117 for data it cannot read; `null` when it gave none. */
  readonly clickhouseCode: number | null

  constructor(message: string, clickhouseCode: number | null, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.clickhouseCode = clickhouseCode
  }
}
