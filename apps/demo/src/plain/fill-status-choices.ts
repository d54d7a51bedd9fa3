import { STATUS_LABELS } from '../form/labels.ts'

/** Adds the choices to every repayment select of the page and selects "minimum paid". */
export function fillStatusChoices(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-status]')) {
    select.append(...STATUS_LABELS.map(([value, text]) => new Option(text, String(value), value === 0)))
    select.value = '0'
  }
}
