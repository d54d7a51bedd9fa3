import { findFirefox } from './find-firefox.ts'
import { installWithApt } from './install-with-apt.ts'

// Finds a Firefox or gets one by apt, on Debian as root.

if (!findFirefox()) installWithApt('firefox-esr')

const found = findFirefox()
if (!found) {
  console.error('No Firefox found, and none could be installed. Install one and set FIREFOX_PATH to it.')
  process.exit(1)
}
console.error(`Firefox: ${found}`)
