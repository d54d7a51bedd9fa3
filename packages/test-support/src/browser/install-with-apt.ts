import { existsSync } from 'node:fs'
import { runCommand } from './run-command.ts'

/** Installs Debian packages. Returns false if that fails, or if this is not Debian as root. */
export const installWithApt = (...packages: string[]): boolean =>
  existsSync('/etc/debian_version') &&
  process.getuid?.() === 0 &&
  runCommand('apt-get', ['update', '-qq']) &&
  runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
