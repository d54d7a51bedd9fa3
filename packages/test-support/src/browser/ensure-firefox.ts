import { findFirefox } from './find-firefox.ts'
import { installWithApt } from './install-with-apt.ts'

// Finds Firefox or installs it with apt, on Debian as root.

if (!findFirefox()) installWithApt('firefox-esr')

const found = findFirefox()
if (!found) {
  console.error('Firefox was not found and could not be installed. Install it and set FIREFOX_PATH.')
  process.exit(1)
}
console.error(`Firefox: ${found}`)
