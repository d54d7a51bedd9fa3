const MESSAGE =
  'No shadow client here. Wrap the component in <ShadowProvider client={client}>, with a client made by createShadowClient. With createShadowHooks, both must come from one call.'

/**
 * Returns the client.
 *
 * @throws {Error} if there is no provider, or if an app without TypeScript has passed something else.
 */
export function requireClient<Client extends { predict: unknown }>(client: Client | null): Client {
  if (!client?.predict) throw new Error(MESSAGE)
  return client
}
