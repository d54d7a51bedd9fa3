import { describeIssues, PlanSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'

const FlagSchema = v.object({ variants: v.record(v.string(), v.unknown()) })

/** Clients ignore bounds that they cannot read and use the rest of the plan. */
const dropBounds = (variant: unknown): unknown =>
  typeof variant === 'object' && variant !== null ? { ...variant, bounds: [] } : variant

/** Maximum number of variants that are checked, because a file can have many flags that are not plans. */
const MAX_VARIANTS = 1_000

/**
 * Explains why no flag contains a valid plan. Returns `null` if any variant is a plan, any flag is disabled or leaves the
 * plan to the app (`defaultVariant: null`), or more than 1,000 variants are no plan.
 */
export function findPlanFlaw(flags: Record<string, Record<string, unknown>>): string | null {
  let flaw: string | undefined
  let checked = 0
  for (const [name, flag] of Object.entries(flags)) {
    if (flag['state'] === 'DISABLED' || flag['defaultVariant'] === null) return null
    const parsed = v.safeParse(FlagSchema, flag)
    if (!parsed.success) flaw ??= `flags.${name}.${describeIssues(parsed.issues)}`
    for (const [variant, value] of Object.entries(parsed.success ? parsed.output.variants : {})) {
      const plan = v.safeParse(PlanSchema, dropBounds(value))
      if (plan.success || ++checked > MAX_VARIANTS) return null
      flaw ??= `flags.${name}.variants.${variant}${chooseSeparator(plan.issues)}${describeIssues(plan.issues)}`
    }
  }
  return flaw ?? 'flags: Expected at least one flag'
}

// An issue of the variant itself has no path.
const chooseSeparator = ([issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string =>
  v.getDotPath(issue) === null ? ': ' : '.'
