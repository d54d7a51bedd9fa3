/** The version of this SDK, as it stands in batches and pairs. */
export const sdkVersion: string = '0.0.0'
