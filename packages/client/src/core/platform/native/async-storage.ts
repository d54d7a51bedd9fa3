/** What is asked of `@react-native-async-storage/async-storage` (versions 1 and 2): texts by key, on the device. */
export interface AsyncStorage {
  getAllKeys(): Promise<readonly string[]>
  multiGet(keys: readonly string[]): Promise<readonly (readonly [key: string, text: string | null])[]>
  /** All or none, as far as the device's own storage goes: one transaction on Android, one manifest on iOS. */
  multiSet(records: [key: string, text: string][]): Promise<unknown>
  multiRemove(keys: string[]): Promise<unknown>
}
