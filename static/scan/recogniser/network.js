/**
 * The network's forward pass on TensorFlow's WebAssembly kernels: one thread, SIMD, no eval.
 *
 * @typedef {object} Layer
 * @property {[number, number]} kernel  rows, columns
 * @property {number} inputs
 * @property {number} outputs
 * @property {[number, number]} stride
 * @property {[number, number]} padding  rows above and below, columns left and right
 * @property {boolean} relu
 * @property {number} weights  byte offset of the int8 weights, rows × columns × inputs × outputs
 * @property {number} scales  byte offset of the float32 scale of each output
 * @property {number} biases  byte offset of the float32 bias of each output
 *
 * @typedef {object} Description  recogniser.json
 * @property {string[]} characters  the listed ones
 * @property {number} sayings  things said per step of the last convolution
 * @property {number} pixelsPerStep  px of the crop per thing said
 * @property {Layer[]} layers
 */
import { env, fused, ready, reshape, setBackend, tensor1d, tensor4d, tidy } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

import { HEIGHT } from "./crop.js";

/**
 * @param {ArrayBuffer} weights  recogniser.bin
 * @param {Description} description
 * @param {string} [wasm]  folder of `tfjs-backend-wasm-simd.wasm`, with "/" at its end; Node finds its own
 */
export async function loadNetwork(weights, description, wasm) {
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (wasm) setWasmPaths(wasm);
  await setBackend("wasm");
  await ready();
  const layers = description.layers.map((layer) => ({ ...layer, ...tensorsOf(layer, weights) }));

  /**
   * Scores of lines of equal width, line after line, step after step.
   *
   * @param {Float32Array} ink  lines × HEIGHT × width, 0 = paper, 1 = ink
   * @param {number} width  px, a multiple of 4
   */
  return async function scoresOf(ink, width) {
    const scores = tidy(() => {
      let x = tensor4d(ink, [ink.length / HEIGHT / width, HEIGHT, width, 1]);
      layers.forEach((layer, index) => {
        if (index === layers.length - 1) x = reshape(x, [x.shape[0], 1, x.shape[2] * description.sayings, layer.inputs]);
        const [rows, columns] = layer.padding;
        x = fused.conv2d({
          x,
          filter: layer.filter,
          bias: layer.bias,
          strides: layer.stride,
          pad: [[0, 0], [rows, rows], [columns, columns], [0, 0]],
          activation: layer.relu ? "relu" : "linear",
        });
      });
      return x;
    });
    const values = await scores.data();
    scores.dispose();
    return /** @type {Float32Array} */ (values);
  };
}

/** @param {Layer} layer @param {ArrayBuffer} weights */
function tensorsOf({ kernel, inputs, outputs, ...at }, weights) {
  const small = new Int8Array(weights, at.weights, kernel[0] * kernel[1] * inputs * outputs);
  const scales = new Float32Array(weights, at.scales, outputs);
  const filter = Float32Array.from(small, (weight, index) => weight * scales[index % outputs]);
  return {
    filter: tensor4d(filter, [kernel[0], kernel[1], inputs, outputs]),
    bias: tensor1d(new Float32Array(weights.slice(at.biases, at.biases + 4 * outputs))),
  };
}
