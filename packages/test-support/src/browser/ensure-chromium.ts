import { findChromium } from './find-chromium.ts'
import { installWithApt } from './install-with-apt.ts'
import { runCommand } from './run-command.ts'

// Finds a Chromium or gets one: apt on Debian as root, else playwright's own download.

if (!findChromium() && !(installWithApt('chromium') && findChromium())) {
  runCommand('npx', ['playwright', 'install', 'chromium'])
}

const found = findChromium()
if (!found) {
  console.error('No Chromium found, and none could be installed. Install one and set CHROMIUM_PATH to it.')
  process.exit(1)
}
console.error(`Chromium: ${found}`)
