/** Names an experiment's outcomes among what the device stores; no name of an experiment has a colon. */
export const outcomesOf = (experiment: string): string => `${experiment}:outcomes`
