/** How often the tests of the folder repeat their faults. */
export const ROUNDS: number = Number(process.env['FOLDER_ROUNDS'] ?? 50)
