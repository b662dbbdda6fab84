/**
 * fflate as a page can use it: larger files it would unpack in workers of its own making, which our
 * Content-Security-Policy refuses. read-excel-file gets this in its place (webapp/frontend/build.py).
 */
import { unzipSync } from "../../node_modules/fflate/esm/browser.js";

export * from "../../node_modules/fflate/esm/browser.js";

const MOST = 100_000_000; // bytes of what is unpacked: a small file may hold a huge one

/**
 * @param {Uint8Array} data
 * @param {(error: Error | null, files: import("fflate").Unzipped) => void} done
 */
export function unzip(data, done) {
  let bytes = 0;
  try {
    const files = unzipSync(data, {
      filter({ originalSize }) {
        bytes += originalSize;
        if (bytes > MOST) throw new RangeError("too large");
        return true;
      },
    });
    done(null, files);
  } catch (error) {
    done(/** @type {Error} */ (error), {});
  }
}
