/** The part of `@react-native-community/netinfo` that the client uses. */
export interface NetInfo {
  /** Returns a function that unsubscribes. */
  addEventListener(listener: (state: { isConnected: boolean | null }) => void): () => void
}
