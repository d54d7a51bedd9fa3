/** The part of React Native's `AppState` that the client uses. */
export interface AppState {
  /** The client reacts to `background` and `active` only. It ignores `inactive`, a transition state of iOS. */
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void }
}
