/** What is asked of `@react-native-community/netinfo`. */
export interface NetInfo {
  /** Returns a function that ends the subscription. */
  addEventListener(listener: (state: { isConnected: boolean | null }) => void): () => void
}
