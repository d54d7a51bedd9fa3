/** Values and the cluster of each one. `createSubjectCodes` assigns the clusters. */
export interface ClusteredValues {
  values: Float64Array
  clusters: Uint32Array
}
