import { findChromium } from './find-chromium.ts'
import { installWithApt } from './install-with-apt.ts'
import { runCommand } from './run-command.ts'

// Finds Chromium or installs it: with apt on Debian as root, otherwise with playwright.

if (!findChromium() && !(installWithApt('chromium') && findChromium())) {
  runCommand('npx', ['playwright', 'install', 'chromium'])
}

const found = findChromium()
if (!found) {
  console.error('Chromium was not found and could not be installed. Install it and set CHROMIUM_PATH.')
  process.exit(1)
}
console.error(`Chromium: ${found}`)
