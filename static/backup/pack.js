/**
 * What is fetched on first use, and works without a network from then on.
 *
 * @import { Part as Packed } from "../scan/pack.js"
 */
import { fetchPack, PackError } from "../scan/pack.js";

/** @param {readonly Packed[]} pack  with one script in it @returns {Promise<any>} the module */
export async function load(pack) {
  if ("caches" in globalThis) await fetchPack([...pack]);
  try {
    return await import(/** @type {string} */ (pack[0].url));
  } catch {
    throw new PackError("offline");
  }
}
