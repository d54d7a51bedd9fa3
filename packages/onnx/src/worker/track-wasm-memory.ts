/**
 * Tracks every WebAssembly memory that this worker creates from now on. Returns a function that sums their bytes. The
 * runtime does not expose its memory, and `measureUserAgentSpecificMemory` needs a cross-origin isolated page.
 */
export function trackWasmMemory(): () => number {
  const created: WebAssembly.Memory[] = []
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(Memory, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new Memory(descriptor)
      created.push(memory)
      return memory
    },
  })
  return () => created.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0)
}
