/**
 * What is fetched on first use, and works without a network from then on.
 *
 * @import { Part as Packed } from "../scan/pack.js"
 */
import { fetchPack, PackError } from "../scan/pack.js";

/** @param {readonly Packed[]} pack  with one script in it @param {AbortSignal} signal @returns {Promise<any>} the module */
export async function load(pack, signal) {
  /** @type {typeof fetch} */
  const ask = (address, options) =>
    fetch(address, { ...options, signal: AbortSignal.any([signal, ...(options?.signal ? [options.signal] : [])]) });
  if ("caches" in globalThis) await fetchPack([...pack], () => signal.throwIfAborted(), ask);
  try {
    return await import(/** @type {string} */ (pack[0].url));
  } catch {
    throw new PackError("offline");
  }
}
