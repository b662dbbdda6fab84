/** Filters over a plane of numbers: `width` × `height` values, rows from the top. */

/**
 * The mean over a square of 2 × `radius` + 1 px, cut at the border.
 * @template {Float32Array | Uint8Array} Plane
 * @param {Plane} plane
 * @param {number} width px
 * @param {number} height px
 * @param {number} radius px
 * @returns {Plane}
 */
export function boxBlur(plane, width, height, radius) {
  const lying = blurLines(plane, width, height, radius, 1, width);
  return blurLines(lying, height, width, radius, width, 1);
}

/**
 * @template {Float32Array | Uint8Array} Plane
 * @param {Plane} plane
 * @param {number} length of a line
 * @param {number} lines
 * @param {number} radius
 * @param {number} step from one value of a line to the next
 * @param {number} stride from one line to the next
 * @returns {Plane}
 */
function blurLines(plane, length, lines, radius, step, stride) {
  const result = /** @type {Plane} */ (plane.slice());
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    let sum = 0;
    let count = 0;
    for (let at = -radius; at < length; at++) {
      if (at + radius < length) {
        sum += plane[start + (at + radius) * step];
        count++;
      }
      if (at - radius > 0) {
        sum -= plane[start + (at - radius - 1) * step];
        count--;
      }
      if (at >= 0) result[start + at * step] = sum / count;
    }
  }
  return result;
}

/**
 * Fills dark marks narrower than 2 × `radius` + 1 px (writing, rules) with the brightness around
 * them: the brightest value nearby, then the darkest of those (a morphological closing).
 * @param {Uint8Array} plane
 * @param {number} width px
 * @param {number} height px
 * @param {number} radius px
 * @returns {Uint8Array}
 */
export function fillDark(plane, width, height, radius) {
  const brightest = extremes(plane, width, height, radius, true);
  return extremes(brightest, width, height, radius, false);
}

/**
 * @param {Uint8Array} plane
 * @param {number} width
 * @param {number} height
 * @param {number} radius
 * @param {boolean} bright  the brightest nearby, or the darkest
 */
function extremes(plane, width, height, radius, bright) {
  const lying = extremesOfLines(plane, width, height, radius, bright, 1, width);
  return extremesOfLines(lying, height, width, radius, bright, width, 1);
}

/**
 * Doubling windows: three comparisons a value for any radius up to 4, four up to 8.
 * @param {Uint8Array} plane
 * @param {number} length
 * @param {number} lines
 * @param {number} radius
 * @param {boolean} bright
 * @param {number} step
 * @param {number} stride
 */
function extremesOfLines(plane, length, lines, radius, bright, step, stride) {
  const result = new Uint8Array(plane.length);
  const window = new Uint8Array(length + 2 * radius);
  const size = 2 * radius + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    for (let at = 0; at < length; at++) window[at + radius] = plane[start + at * step];
    window.fill(window[radius], 0, radius);
    window.fill(window[length + radius - 1], length + radius);
    for (let done = 1; done < size;) {
      const hop = Math.min(done, size - done);
      const end = window.length - hop;
      for (let at = 0; at < end; at++) {
        const other = window[at + hop];
        if (other > window[at] === bright) window[at] = other;
      }
      done += hop;
    }
    for (let at = 0; at < length; at++) result[start + at * step] = window[at];
  }
  return result;
}
