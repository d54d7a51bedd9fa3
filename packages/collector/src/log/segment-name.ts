const NAME = /^segment-(\d{10})\.log$/

/** Returns the file name of a segment, e.g. `segment-0000000007.log`. Names sort by number. */
export function toSegmentName(index: number): string {
  return `segment-${String(index).padStart(10, '0')}.log`
}

/** Returns the number in a segment's file name, or `null` for any other name. */
export function parseSegmentName(name: string): number | null {
  const digits = NAME.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}
