/** Makes up the key of an application. A later outcome would refer to its pair by this key. */
export const newReference = (): string => `application-${crypto.randomUUID().slice(0, 8)}`
