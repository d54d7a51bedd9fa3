/** The CPU time that the browser has used so far, in ns. */
export interface CpuReading {
  /** The CPU time of the page's main thread. */
  mainNs: number
  /** The CPU time of all threads of all browser processes. IndexedDB partly runs outside the page. */
  allNs: number
}
