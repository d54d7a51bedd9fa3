export default { optimizeDeps: { exclude: ['@shadow-mode/onnx'] } }
