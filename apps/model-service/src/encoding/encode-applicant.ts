import card from '../../models/model-card.json' with { type: 'json' }
import type { Applicant } from './applicant.ts'
import { FEATURES } from './features.ts'
import type { ModelName } from './model-name.ts'

const codes = new Map(Object.entries(card.encoding.EDUCATION))
const medians = new Map(Object.entries(card.medians))

function encodeEducation(education: string | null | undefined): number {
  const known = education ?? card.encoding.missingCategory
  return codes.get(known) ?? card.encoding.EDUCATION.other
}

/**
 * Encodes an applicant as the input tensor of a model, as the model card says. A missing number becomes the training
 * median. A missing education becomes `university`, and an unknown one `other`.
 */
export function encodeApplicant(
  applicant: Applicant,
  model: ModelName,
): { features: { data: Float32Array; dims: [number, number] } } {
  const values = FEATURES[model].map(name =>
    name === 'EDUCATION'
      ? encodeEducation(applicant.EDUCATION)
      : (applicant[name] ?? medians.get(name) ?? Number.NaN),
  )
  return { features: { data: Float32Array.from(values), dims: [1, values.length] } }
}
