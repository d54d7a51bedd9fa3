/** What is asked of React Native's `AppState`. */
export interface AppState {
  /** `background` and `active` are heeded; `inactive`, iOS's moment in between, is not. */
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void }
}
