import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './find-chromium.ts'

// Finds a Chromium or gets one: apt on Debian as root, else playwright's own download.

const run = (command: string, args: string[]): boolean => {
  console.error(`$ ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

const fromApt = (): boolean =>
  existsSync('/etc/debian_version') &&
  process.getuid?.() === 0 &&
  run('apt-get', ['update', '-qq']) &&
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])

if (!findChromium() && !(fromApt() && findChromium())) {
  run('npx', ['playwright', 'install', 'chromium'])
}

const found = findChromium()
if (!found) {
  console.error('No Chromium found, and none could be installed. Install one and set CHROMIUM_PATH to it.')
  process.exit(1)
}
console.error(`Chromium: ${found}`)
