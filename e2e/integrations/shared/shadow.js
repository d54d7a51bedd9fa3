import { createShadowClient, debugLog, flagdJson } from '@shadow-mode/client'
import { onnxModel } from '@shadow-mode/onnx'

// The runner names these in the address. A server that renders the page has none.
const settings = new URLSearchParams(globalThis.location?.search)

export const shadow = createShadowClient({
  experiment: 'integration',
  live: {
    version: '1.0.0',
    predict: async ({ income, debt }) => ({ label: income > debt ? 1 : 0 }),
  },
  // sklearn's default: a label, and a sequence of maps that ONNX Runtime Web cannot read.
  candidate: onnxModel({
    url: '/candidate.onnx',
    version: '2.0.0',
    encode: ({ income, debt }) => ({ x: { data: Float32Array.of(income, -debt), dims: [1, 2] } }),
    decode: outputs => ({ label: Number(outputs.output_label.data[0]) }),
  }),
  flags: flagdJson({ url: '/flags.json' }),
  // The one prediction comes before the file.
  bootstrap: { serve: 'live', shadowRate: 1 },
  collector: {
    url: settings.get('collector') ?? 'http://127.0.0.1:8787',
    key: settings.get('key') ?? 'none',
  },
})

shadow.subscribe(debugLog())
