// For React Native. All of the main entry, with a client that takes its platform from the app.

export { createNativeClient as createShadowClient } from './boot/create-native-client.ts'
export type { AppState } from './core/platform/native/app-state.ts'
export type { AsyncStorage } from './core/platform/native/async-storage.ts'
export { type NativeParts, nativePlatform } from './core/platform/native/native-platform.ts'
export type { NetInfo } from './core/platform/native/net-info.ts'
export * from './index.ts'
