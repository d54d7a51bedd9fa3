const MESSAGE = `No shadow client here. Wrap the component in <ShadowProvider client={client}>, with a client made by createShadowClient. If you use createShadowHooks, take ShadowProvider and the hooks from the same call.`

/**
 * Returns the client.
 *
 * @throws {Error} if there is no provider, or if an app without TypeScript has passed something else.
 */
export function requireClient<Client extends { predict: unknown }>(client: Client | null): Client {
  if (typeof client?.predict !== 'function') throw new Error(MESSAGE)
  return client
}
