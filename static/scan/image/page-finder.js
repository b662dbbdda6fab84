/**
 * Finds the sheets of paper in a photo: four straight edges, each with paper on its inner side, and
 * writing between them. Working with edges rather than with areas, it is not misled by a shadow or
 * a fold across the sheet, nor by a thumb on its corner.
 *
 * @import { EdgeLine } from "./edge-lines.js"
 * @import { Point, Quad } from "./quad.js"
 */
import { between, edgeLines, placeOn } from "./edge-lines.js";
import { boxBlur, fillDark } from "./filters.js";
import { area, distance, holds, isConvex, middle } from "./quad.js";
import { fitSides } from "./sides.js";

const WRITING = 3; // px: marks up to twice this wide are writing on the sheet, not its edge
const LINES = 14; // tried for each side
const LOOKED_AT = 24; // of the shapes that they enclose
const LEAST_SIDE = 0.1; // of the picture's long side: a slip photographed from afar is this narrow
const LEAST_AREA = 0.04; // of the picture
const OUTSIDE = 8; // px that a corner may lie outside the picture
const LEAST_HELD = 0.3; // of a side that must be an edge; a thumb hides the rest
const UNSEEN = 0.4; // what the part of a side that is outside the picture counts
const MOST_PAGES = 4; // nobody photographs more at once to have them read
const LEAST_WRITTEN = 0.004; // of the sheet
const DARK = 10; // of 255: writing is at least so much darker than the paper
const UNLIKE = 130; // of `paper`: not even a deep shadow makes such a difference
const PASS = 0.8;
const PASS_BESIDES = 0.95; // a second sheet must be certain: a photo of two is not read at all
// weight of the logarithm of brightness, so that an edge in shadow is as much of an edge
const BRIGHTNESS = 150;
const COLOUR = 1.5; // weight of colour

/**
 * @typedef {object} Planes  what the picture shows, of `width` × `height` values
 * @property {number} width px
 * @property {number} height px
 * @property {Float32Array} paper  how paper-like a px is with the writing filled in: 0 for white,
 *   below that for darker or coloured
 * @property {Uint8Array} writing  how much darker the picture is than with its writing filled in
 */

/** @typedef {{quad: Quad, score: number}} Candidate */

/**
 * @param {{rgba: ArrayLike<number>, width: number, height: number}} small long side about 400 px
 * @returns {{pages: Quad[]}} in px of `small`, the surest first; none where no edge of a page is
 *   seen
 */
export function findPages(small) {
  if (Math.min(small.width, small.height) < 40) return { pages: [] };
  const planes = planesOf(small);
  const sides = edgeLines(planes.paper, planes.width, planes.height, LINES);
  let found = shapes(sides, planes);
  /** @type {Quad[]} */
  const pages = [];
  let page = best(found, planes, PASS);
  while (page && pages.length < MOST_PAGES) {
    const taken = page;
    pages.push(taken);
    found = found.filter(({ quad }) => {
      const comparable = area(quad) > area(pages[0]) / 4;
      return comparable && !holds(taken, middle(quad)) && !overlap(quad, taken);
    });
    page = best(found, planes, PASS_BESIDES);
  }
  return { pages: pages.map((page) => ontoEdges(page, planes)) };
}

/**
 * @param {Candidate[]} found
 * @param {Planes} planes
 * @param {number} least score
 * @returns {Quad | undefined}
 */
function best(found, planes, least) {
  const judged = distinct(found).map(({ quad, score }) => ({
    quad,
    score: score + look(quad, planes),
  }));
  return judged.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score)[0]?.quad;
}

/**
 * @param {{rgba: ArrayLike<number>, width: number, height: number}} picture
 * @returns {Planes}
 */
function planesOf({ rgba, width, height }) {
  const count = width * height;
  const raw = new Uint8Array(count);
  const red = new Float32Array(count);
  const blue = new Float32Array(count);
  for (let at = 0, from = 0; at < count; at++, from += 4) {
    const [r, g, b] = [rgba[from], rgba[from + 1], rgba[from + 2]];
    const sum = r + g + b + 40; // no colour is made out of the noise of the dark
    raw[at] = (r * 77 + g * 150 + b * 29) >> 8;
    red[at] = ((r - g) / sum) * 255;
    blue[at] = ((b - g) / sum) * 255;
  }
  const filled = fillDark(raw, width, height, WRITING);
  const writing = filled.map((value, at) => value - raw[at]);
  const light = boxBlur(filled, width, height, 1);
  // the colour of ink says nothing about the paper
  const bare = Float32Array.from(writing, (value) => (value > DARK ? 0.01 : 1));
  const bareness = boxBlur(bare, width, height, WRITING);
  const [redness, blueness] = [red, blue].map((colour) =>
    boxBlur(
      colour.map((value, at) => value * bare[at]),
      width,
      height,
      WRITING,
    ).map((value, at) => value / bareness[at]),
  );
  const [white, ofRed, ofBlue] = castOf(light, redness, blueness);
  const paper = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    const colour = Math.abs(redness[at] - ofRed) + Math.abs(blueness[at] - ofBlue);
    paper[at] = Math.log((light[at] + 12) / (white + 12)) * BRIGHTNESS - colour * COLOUR;
  }
  return { width, height, paper, writing };
}

/**
 * The light of the room: the brightest quarter of the picture is taken to be white.
 * @param {Uint8Array} light
 * @param {Float32Array} red
 * @param {Float32Array} blue
 * @returns {[number, number, number]}
 */
function castOf(light, red, blue) {
  const sorted = light.filter((_, at) => at % 7 === 0).sort();
  const bright = sorted[Math.floor(sorted.length * 0.75)];
  const median = (/** @type {Float32Array} */ plane) => {
    const values = plane.filter((_, at) => at % 7 === 0 && light[at] >= bright).sort();
    return values[values.length >> 1];
  };
  return [Math.max(60, sorted[Math.floor(sorted.length * 0.95)]), median(red), median(blue)];
}

/**
 * @param {EdgeLine[][]} sides
 * @param {Planes} planes
 * @returns {Candidate[]} every four-cornered shape that the lines enclose, scored by its edges
 */
function shapes([above, right, below, left], planes) {
  const least = {
    side: LEAST_SIDE * Math.max(planes.width, planes.height),
    area: LEAST_AREA * planes.width * planes.height,
  };
  const [topLefts, topRights] = [corners(above, left, planes), corners(above, right, planes)];
  const [bottomLefts, bottomRights] = [corners(below, left, planes), corners(below, right, planes)];
  /** @type {Candidate[]} */
  const found = [];
  above.forEach((top, topIndex) => {
    left.forEach((outer, outerIndex) => {
      const topLeft = topLefts[topIndex][outerIndex];
      if (!topLeft) return;
      const feet = ends(
        topLeft,
        outer,
        below,
        bottomLefts.map((row) => row[outerIndex]),
        least.side,
      );
      for (const { index: rightIndex, point: topRight, held: upper } of ends(
        topLeft,
        top,
        right,
        topRights[topIndex],
        least.side,
      )) {
        for (const { index: bottomIndex, point: bottomLeft, held: leftHeld } of feet) {
          const bottomRight = bottomRights[bottomIndex][rightIndex];
          const hole = topLeft[0] > topRight[0] || topLeft[1] > bottomLeft[1]; // in the paper
          if (!bottomRight || hole) continue;
          const inner = edge(right[rightIndex], topRight, bottomRight, least.side);
          const lower =
            inner < LEAST_HELD ? 0 : edge(below[bottomIndex], bottomRight, bottomLeft, least.side);
          /** @type {Quad} */
          const quad = [topLeft, topRight, bottomRight, bottomLeft];
          if (lower < LEAST_HELD || !isConvex(quad) || area(quad) < least.area) continue;
          found.push({ quad, score: scoreOf([upper, inner, lower, leftHeld], quad, planes) });
        }
      }
    });
  });
  return found;
}

/**
 * @param {Point} from
 * @param {EdgeLine} along
 * @param {EdgeLine[]} others
 * @param {(Point | null)[]} meetings  where `along` meets each of `others`
 * @param {number} least px
 * @returns {{index: number, point: Point, held: number}[]} where a side that begins at `from` may
 *   end
 */
function ends(from, along, others, meetings, least) {
  return others.flatMap((_, index) => {
    const point = meetings[index];
    const held = point ? edge(along, from, point, least) : 0;
    return point && held >= LEAST_HELD ? [{ index, point, held }] : [];
  });
}

/**
 * @param {EdgeLine[]} lying
 * @param {EdgeLine[]} standing
 * @param {Planes} planes
 * @returns {(Point | null)[][]} where the lines meet inside the picture at something like a right
 *   angle
 */
function corners(lying, standing, { width, height }) {
  return lying.map((one) =>
    standing.map((other) => {
      const slant = Math.abs(one.normal[0] * other.normal[0] + one.normal[1] * other.normal[1]);
      const point = slant < 0.4 ? crossing(one, other) : null;
      const seen =
        point &&
        Math.min(...point) > -OUTSIDE &&
        point[0] < width + OUTSIDE &&
        point[1] < height + OUTSIDE;
      return seen ? point : null;
    }),
  );
}

/**
 * @param {EdgeLine} a
 * @param {EdgeLine} b
 * @returns {Point | null}
 */
function crossing(a, b) {
  const across = a.normal[0] * b.normal[1] - a.normal[1] * b.normal[0];
  if (Math.abs(across) < 1e-6) return null;
  return [
    (a.offset * b.normal[1] - b.offset * a.normal[1]) / across,
    (b.offset * a.normal[0] - a.offset * b.normal[0]) / across,
  ];
}

/**
 * @param {EdgeLine} line
 * @param {Point} from
 * @param {Point} to
 * @param {number} least px: shorter sides are no sides
 * @returns {number} how much of an edge the side is, up to 1
 */
function edge(line, from, to, least) {
  const [a, b] = [placeOn(line, from), placeOn(line, to)];
  if (Math.abs(a - b) < least) return 0;
  const trim = (b - a) * 0.03;
  const { held, seen } = between(line, a + trim, b - trim);
  return held * seen + UNSEEN * (1 - seen);
}

/**
 * @param {number[]} edges
 * @param {Quad} quad
 * @param {Planes} planes
 */
function scoreOf(edges, quad, { width, height }) {
  const mean = edges.reduce((sum, value) => sum + value, 0) / 4;
  return mean * 0.8 + Math.min(...edges) * 0.2 + Math.sqrt(area(quad) / (width * height)) * 0.25;
}

/**
 * @param {Candidate[]} found
 * @returns {Candidate[]} the best of every bundle of shapes that are almost the same
 */
function distinct(found) {
  /** @type {Candidate[]} */
  const kept = [];
  for (const candidate of found
    .filter(({ score }) => score >= PASS - 0.1)
    .sort((a, b) => b.score - a.score)) {
    if (kept.length === LOOKED_AT) break;
    if (!kept.some(({ quad }) => apart(quad, candidate.quad) < 6)) kept.push(candidate);
  }
  return kept;
}

/**
 * @param {Quad} a
 * @param {Quad} b
 * @returns {number} px between the corners that lie farthest apart
 */
function apart(a, b) {
  return Math.max(...a.map((corner, index) => distance(corner, b[index])));
}

/**
 * @param {Quad} quad
 * @param {Planes} planes
 * @returns {number} what the look of the inside and of the surroundings adds to the score or takes
 *   from it
 */
function look(quad, planes) {
  const { calm, written, other } = inside(quad, planes);
  if (written < LEAST_WRITTEN) return -1;
  const printed = Math.max(
    ...quad.map((corner, index) => isPrinted(corner, quad[(index + 1) % 4], planes)),
  );
  return (calm - 0.85) * 0.3 - printed * 0.4 - other;
}

/**
 * @param {Quad} quad
 * @param {Planes} planes
 * @returns {{calm: number, written: number, other: number}} shares of the inside: without an edge,
 *   dark with
 *   writing, and too unlike the rest to be paper even in a shadow (the desk between two sheets)
 */
function inside(quad, { width, height, paper, writing }) {
  let [calm, written] = [0, 0];
  /** @type {number[]} */
  const papers = [];
  for (const [x, y] of gridIn(quad, 40)) {
    const [column, row] = [Math.round(x), Math.round(y)];
    if (column < 2 || row < 2 || column >= width - 2 || row >= height - 2) continue;
    const at = row * width + column;
    const across = Math.abs(paper[at + 2] - paper[at - 2]);
    const down = Math.abs(paper[at + 2 * width] - paper[at - 2 * width]);
    papers.push(paper[at]);
    if (across + down < 15) calm++;
    if (writing[at] > DARK) written++;
  }
  const count = papers.length || 1;
  const usual = papers.sort((a, b) => a - b)[Math.floor(count * 0.75)];
  const other = papers.findIndex((value) => value > usual - UNLIKE) / count;
  return { calm: calm / count, written: written / count, other };
}

/**
 * Whether a side lies within a sheet, along a fold or a tinted column: then the same paper goes on
 * beyond it, with writing on it.
 * @param {Point} from
 * @param {Point} to
 * @param {Planes} planes
 * @returns {number} 0 no .. 1 certainly
 */
function isPrinted(from, to, planes) {
  const outer = strip(from, to, 1, planes);
  const inner = strip(from, to, -1, planes);
  if (!outer || !inner) return 0;
  const darker = inner.paper - outer.paper;
  // a tint is darker than the paper around it
  const alike = (darker > 0 ? 30 - darker : 60 + darker) / 12;
  const goesOn = (outer.written - 0.05) / 0.1;
  return clamp(alike) * clamp(goesOn);
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {1 | -1} outwards
 * @param {Planes} planes
 * @returns {{paper: number, written: number} | null} of the strip beside a side; null outside the
 *   picture
 */
function strip(from, to, outwards, { width, height, paper, writing }) {
  const length = distance(from, to);
  const along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  /** @type {number[]} */
  const papers = [];
  let written = 0;
  for (let at = 0.05 * length; at < 0.95 * length; at += 3) {
    for (let off = 5; off < 24; off += 3) {
      const x = Math.round(from[0] + along[0] * at + along[1] * off * outwards);
      const y = Math.round(from[1] + along[1] * at - along[0] * off * outwards);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      papers.push(paper[y * width + x]);
      if (writing[y * width + x] > DARK) written++;
    }
  }
  if (papers.length < length / 2) return null;
  return {
    paper: papers.sort((a, b) => a - b)[papers.length >> 1],
    written: written / papers.length,
  };
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}

/**
 * @param {Quad} quad
 * @param {Planes} planes
 * @returns {Quad}
 */
function ontoEdges(quad, { width, height, paper }) {
  const at = (/** @type {Point} */ [x, y]) =>
    x < 0 || y < 0 || x >= width || y >= height
      ? NaN
      : paper[Math.floor(y) * width + Math.floor(x)];
  const fitted = fitSides(quad, (a, b) => Math.abs(at(a) - at(b)), {
    reach: 4,
    half: 1.5,
    samples: 60,
  });
  return isConvex(fitted) && apart(fitted, quad) < 12 ? fitted : quad;
}

/**
 * @param {Quad} a
 * @param {Quad} b
 */
function overlap(a, b) {
  return (
    gridIn(b, 6).some((point) => holds(a, point)) || gridIn(a, 6).some((point) => holds(b, point))
  );
}

/**
 * @param {Quad} quad
 * @param {number} count
 * @returns {Point[]} `count` × `count` points spread evenly over its inside, away from its sides
 */
function gridIn([topLeft, topRight, bottomRight, bottomLeft], count) {
  /** @type {Point[]} */
  const points = [];
  for (let row = 0; row < count; row++) {
    const down = 0.04 + (0.92 * (row + 0.5)) / count;
    for (let column = 0; column < count; column++) {
      const across = 0.04 + (0.92 * (column + 0.5)) / count;
      const at = (/** @type {0 | 1} */ axis) =>
        (topLeft[axis] * (1 - across) + topRight[axis] * across) * (1 - down) +
        (bottomLeft[axis] * (1 - across) + bottomRight[axis] * across) * down;
      points.push([at(0), at(1)]);
    }
  }
  return points;
}
