// What loads after the first live answer, as one chunk.
export { openBackground } from './boot/open-background.ts'
