/** `clusters[i]` is the cluster of `values[i]`, as assigned by `createClusterAssigner`. */
export interface ClusteredValues {
  values: Float64Array
  clusters: Uint32Array
}
