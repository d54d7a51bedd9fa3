import { describe, expect, it } from 'vitest'
import { jsonSchemas } from './json-schema.ts'

describe('jsonSchemas', () => {
  it('emits a draft 2020-12 document for every message, with its fields', () => {
    for (const [title, schema] of Object.entries(jsonSchemas())) {
      expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title })
    }
    expect(jsonSchemas().Plan).toMatchObject({
      properties: {
        serve: { enum: ['live', 'candidate'] },
        maxInFlight: { minimum: 1, maximum: 5, default: 2 },
      },
      required: ['serve', 'shadowRate'],
    })
  })
})
