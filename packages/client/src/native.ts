// For React Native. All of the main entry, with a client that takes its platform from the app.

export { createNativeClient as createShadowClient } from './boot/create-native-client.ts'
export * from './index.ts'
export type { AppState } from './platform/native/app-state.ts'
export type { AsyncStorage } from './platform/native/async-storage.ts'
export { type NativeParts, nativePlatform } from './platform/native/native-platform.ts'
export type { NetInfo } from './platform/native/net-info.ts'
