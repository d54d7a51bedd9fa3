// For servers, edge workers and scripts. All of the main entry, with a client that keeps nothing but memory.

export { createPlainClient as createShadowClient } from './boot/create-plain-client.ts'
export * from './index.ts'
