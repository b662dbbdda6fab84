/** Points, boxes and four-cornered shapes, in px, y downwards. */

/** @typedef {[number, number]} Point */

/** @typedef {[Point, Point, Point, Point]} Quad top-left, top-right, bottom-right, bottom-left */

/** @typedef {{x0: number, y0: number, x1: number, y1: number}} Box ends exclusive */

/**
 * @param {Point} a
 * @param {Point} b
 */
export function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/**
 * Twice the area of the triangle o, a, b; its sign tells on which side b lies.
 * @param {Point} o
 * @param {Point} a
 * @param {Point} b
 */
function cross(o, a, b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

/**
 * @param {Point[]} polygon
 * @returns {number} px², never negative
 */
export function area(polygon) {
  let twice = 0;
  polygon.forEach((point, index) => {
    const next = polygon[(index + 1) % polygon.length];
    twice += point[0] * next[1] - point[1] * next[0];
  });
  return Math.abs(twice) / 2;
}

/**
 * Where the line through a and b meets the line through c and d; null when they run side by side.
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 * @returns {Point | null}
 */
export function meeting(a, b, c, d) {
  const x1 = b[0] - a[0];
  const y1 = b[1] - a[1];
  const x2 = d[0] - c[0];
  const y2 = d[1] - c[1];
  const across = x1 * y2 - y1 * x2;
  if (Math.abs(across) < 1e-6 * Math.hypot(x1, y1) * Math.hypot(x2, y2) + 1e-12) return null;
  const along = ((c[0] - a[0]) * y2 - (c[1] - a[1]) * x2) / across;
  return [a[0] + along * x1, a[1] + along * y1];
}

/**
 * @param {Point[]} polygon
 * @returns {Point} the mean of the corners
 */
export function middle(polygon) {
  const sum = polygon.reduce((total, point) => [total[0] + point[0], total[1] + point[1]], [0, 0]);
  return [sum[0] / polygon.length, sum[1] / polygon.length];
}

/**
 * @param {Quad} quad
 * @param {number} factorX
 * @param {number} [factorY]
 * @returns {Quad}
 */
export function scaled(quad, factorX, factorY = factorX) {
  return /** @type {Quad} */ (quad.map(([x, y]) => [x * factorX, y * factorY]));
}

/**
 * True when the corners go round clockwise (as seen) without a dent.
 * @param {Quad} quad
 */
export function isConvex(quad) {
  return quad.every(
    (point, index) => cross(point, quad[(index + 1) % 4], quad[(index + 2) % 4]) > 0,
  );
}

/**
 * @param {Point[]} convex clockwise as seen
 * @param {Point} point
 */
export function holds(convex, point) {
  return convex.every(
    (corner, index) => cross(corner, convex[(index + 1) % convex.length], point) >= 0,
  );
}
