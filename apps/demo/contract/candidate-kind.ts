/** Where the candidate runs: behind its endpoint, or as an ONNX model in the browser. */
export type CandidateKind = 'http' | 'onnx'
