// For servers, edge workers and scripts. All of the main entry, with a client that keeps nothing but memory.
export * from './index.ts'
export { createPlainClient as createShadowClient } from './boot/create-plain-client.ts'
