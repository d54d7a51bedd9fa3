/** One file of the log. */
export interface Segment {
  path: string
  /** Bytes that are on disk: readers stop here. */
  end: number
  /** Nothing will be appended any more. */
  closed: boolean
  /** It holds bytes that are no entry: kept under another name when its records are in the engine. */
  damaged: boolean
}

/** By their number. */
export type Segments = Map<number, Segment>

/** A place in the log. */
export interface Position {
  segment: number
  offset: number
}
