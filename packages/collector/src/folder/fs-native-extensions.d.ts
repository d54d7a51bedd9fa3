// The package has no types of its own. This is the part that is used here.
declare module 'fs-native-extensions' {
  /**
   * Takes an exclusive lock on the file. The kernel holds it for the file description: it ends when the last process that
   * has inherited the descriptor closes it or dies.
   *
   * @returns Whether the lock was granted. `false` means that another descriptor holds it.
   */
  export function tryLock(fd: number): boolean
}
