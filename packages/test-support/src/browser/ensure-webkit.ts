import { findWebkit } from './find-webkit.ts'
import { installWithApt } from './install-with-apt.ts'

// Finds WebKitGTK, its driver and Xvfb, or installs them with apt, on Debian as root.

if (!findWebkit()) installWithApt('webkit2gtk-driver', 'xvfb')

const found = findWebkit()
if (!found) {
  console.error('WebKitGTK was not found and could not be installed. Install webkit2gtk-driver and xvfb.')
  process.exit(1)
}
console.error(`WebKitGTK: ${found.browser}`)
