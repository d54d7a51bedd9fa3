/** One file of the log. */
export interface Segment {
  path: string
  /** Number of bytes on disk. Readers stop here. */
  end: number
  /** Whether nothing more will be appended. */
  closed: boolean
  /**
   * Whether the file contains invalid bytes. It is then renamed instead of deleted, once its records are in the engine.
   */
  damaged: boolean
}

/** Segments by number. */
export type Segments = Map<number, Segment>

/** A position in the log. */
export interface Position {
  segment: number
  offset: number
}
