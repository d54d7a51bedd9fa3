export { AnalysisError } from './analysis-error.ts'
export { type Analysis, type AnalysisOptions, type CaptureFacts, createAnalysis } from './create-analysis.ts'
export { renderText } from './format/render-text.ts'
export {
  MAX_CLASSES,
  MAX_DEPTH,
  MAX_ELEMENTS,
  MAX_LABEL_LENGTH,
  MAX_NODES,
  MAX_PATH_LENGTH,
  MAX_PATHS,
  MAX_VALUES,
  MAX_VERSIONS,
} from './limits.ts'
