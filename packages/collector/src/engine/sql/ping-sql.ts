export const pingSql: string = 'SELECT 1 AS alive'
