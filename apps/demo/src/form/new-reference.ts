/** A made-up key of one application, by which an outcome would find its pair later. */
export const newReference = (): string => `application-${crypto.randomUUID().slice(0, 8)}`
