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
 * The corners of the tightest convex shape around the points (Andrew's monotone chain).
 * @param {Point[]} points
 * @returns {Point[]}
 */
export function hull(points) {
  const sorted = points.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

/** @param {Point[]} sorted */
function halfHull(sorted) {
  /** @type {Point[]} */
  const chain = [];
  for (const point of sorted) {
    while (
      chain.length > 1 &&
      cross(chain[chain.length - 2], chain[chain.length - 1], point) <= 0
    ) {
      chain.pop();
    }
    chain.push(point);
  }
  chain.pop();
  return chain;
}

/**
 * The four-cornered shape around a convex one that adds the least area: the side whose removal
 * costs least goes first, and its neighbours are drawn out until they meet. A corner hidden by a
 * thumb comes back this way.
 * @param {Point[]} convex corners in the order of `hull`
 * @returns {Quad | null}
 */
export function quadAround(convex) {
  const corners = convex.slice();
  while (corners.length > 4) {
    let least = Infinity;
    let side = -1;
    /** @type {Point | null} */
    let corner = null;
    for (let index = 0; index < corners.length; index++) {
      const [before, from, to, after] = [-1, 0, 1, 2].map(
        (step) => corners[(index + step + corners.length) % corners.length],
      );
      const point = meeting(before, from, after, to);
      if (!point || !isAhead(before, from, point) || !isAhead(after, to, point)) continue;
      const added = Math.abs(cross(from, point, to)) / 2;
      if (added < least) {
        least = added;
        side = index;
        corner = point;
      }
    }
    if (!corner) return null;
    corners[side] = corner;
    corners.splice((side + 1) % corners.length, 1);
  }
  return corners.length === 4 ? inOrder(/** @type {Quad} */ (corners)) : null;
}

/**
 * @param {Point} from
 * @param {Point} through
 * @param {Point} point
 */
function isAhead(from, through, point) {
  const along = [through[0] - from[0], through[1] - from[1]];
  return along[0] * (point[0] - through[0]) + along[1] * (point[1] - through[1]) >= 0;
}

/**
 * The same corners clockwise as seen, beginning with the one nearest to the picture's top left.
 * @param {Quad} quad
 * @returns {Quad}
 */
export function inOrder(quad) {
  const [x, y] = middle(quad);
  const around = quad
    .slice()
    .sort((a, b) => Math.atan2(a[1] - y, a[0] - x) - Math.atan2(b[1] - y, b[0] - x));
  const sums = around.map((point) => point[0] + point[1]);
  const first = sums.indexOf(Math.min(...sums));
  return /** @type {Quad} */ ([...around.slice(first), ...around.slice(0, first)]);
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
