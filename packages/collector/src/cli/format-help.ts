import type { CommandSpec } from './command-spec.ts'
import { toEnvironmentName } from './to-environment-name.ts'

/** Formats the text of `shadow-mode <command> --help`. */
export function formatHelp(spec: CommandSpec): string {
  const rows = Object.entries(spec.options).map(([name, option]) => {
    const flag = `${option.short ? `-${option.short}, ` : ''}--${name}`
    const value = option.type === 'string' ? ` <${option.placeholder ?? name}>` : ''
    const notes = [
      option.required ? 'required' : '',
      option.multiple ? 'repeatable' : '',
      option.default === undefined ? '' : `default ${option.default}`,
    ].filter(note => note !== '')
    return {
      left: `  ${flag}${value}`,
      right: `${option.description}${notes.length ? ` (${notes.join(', ')})` : ''}`,
    }
  })
  rows.push({ left: '  --help', right: 'Shows this text' })
  const width = Math.max(...rows.map(row => row.left.length)) + 2
  return [
    `Usage: shadow-mode ${spec.name}${spec.positionals ? ` ${spec.positionals}` : ''} [options]`,
    '',
    spec.summary,
    '',
    'Options:',
    ...rows.map(row => `${row.left.padEnd(width)}${row.right}`),
    '',
    `Each option can also be set in the environment, e.g. ${toEnvironmentName(Object.keys(spec.options)[0] ?? 'data')}. The option takes precedence.`,
  ].join('\n')
}
