// What loads after the first live answer, as one chunk. The reader of flag files is small: apart from the rest it would
// cost a page with flags another request.
export { openBackground } from './boot/open-background.ts'
export { watchFlagdFile } from './plan/remote/watch-flagd-file.ts'
