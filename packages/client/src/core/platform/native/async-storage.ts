/** The part of `@react-native-async-storage/async-storage` (versions 1 and 2) that the client uses. */
export interface AsyncStorage {
  getAllKeys(): Promise<readonly string[]>
  multiGet(keys: readonly string[]): Promise<readonly (readonly [key: string, text: string | null])[]>
  /** Writes all records or none, as far as the device allows: one transaction on Android, one manifest on iOS. */
  multiSet(records: [key: string, text: string][]): Promise<unknown>
  multiRemove(keys: string[]): Promise<unknown>
}
