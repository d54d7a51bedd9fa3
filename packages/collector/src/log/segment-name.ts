const NAME = /^segment-(\d{10})\.log$/

/** The file name of a segment, e.g. `segment-0000000007.log`. Names sort by number. */
export function segmentName(index: number): string {
  return `segment-${String(index).padStart(10, '0')}.log`
}

/** The number in a segment's name, or `null` for any other file. */
export function segmentIndex(name: string): number | null {
  const digits = NAME.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}
