/** CPU time that the browser has used until now, in ns. */
export interface CpuReading {
  /** Of the page's main thread. */
  mainNs: number
  /** Of all threads of all of the browser's processes: part of IndexedDB works outside the page. */
  allNs: number
}
