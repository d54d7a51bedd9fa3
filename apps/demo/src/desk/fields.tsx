import { type ReactNode, useId } from 'react'

interface NumberFieldProps {
  name: string
  label: string
  defaultValue: number
  min: number
  max: number
  step?: number
  unit?: string
}

export function NumberField({ name, label, unit, step = 1, ...input }: NumberFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {unit && <span className="unit"> {unit}</span>}
      </label>
      <input id={id} name={name} type="number" inputMode="numeric" required step={step} {...input} />
    </div>
  )
}

interface SelectFieldProps {
  name: string
  label: string
  defaultValue: string | number
  options: readonly (readonly [string | number, string])[]
}

export function SelectField({ name, label, defaultValue, options }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={defaultValue}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

export function FieldGroup({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}
