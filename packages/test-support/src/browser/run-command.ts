import { spawnSync } from 'node:child_process'

/** Runs a command with its output on stderr. Returns true if it succeeded. */
export function runCommand(command: string, args: readonly string[]): boolean {
  console.error(`$ ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}
