import { findWebkit } from './find-webkit.ts'
import { installWithApt } from './install-with-apt.ts'

// Finds WebKitGTK with its driver and a display for it, or gets them by apt, on Debian as root.

if (!findWebkit()) installWithApt('webkit2gtk-driver', 'xvfb')

const found = findWebkit()
if (!found) {
  console.error('No WebKitGTK found, and none could be installed: it is in webkit2gtk-driver and xvfb.')
  process.exit(1)
}
console.error(`WebKitGTK: ${found.browser}`)
