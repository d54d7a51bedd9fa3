import { spawnSync } from 'node:child_process'

const succeeds = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0

/** Runs a program as the first process of a PID namespace of its own. It dies with the runner. */
export const inNamespace = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'] as const

const [unshare, ...options] = inNamespace

/** Whether the tests can create PID namespaces. */
export const canUnshare: boolean = succeeds(unshare, ...options, 'true')

/** Whether the tests can mount a disk of their own. */
export const canMount: boolean = succeeds('unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt')

const missing = [
  ...(canUnshare ? [] : ['PID namespaces (root, or unshare from util-linux)']),
  ...(canMount ? [] : ['a disk of their own (root and mount)']),
]
if (missing.length > 0) console.warn(`\nSKIPPED are the tests that need ${missing.join(' and ')}.\n`)
