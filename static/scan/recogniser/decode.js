/**
 * From the network's scores to text, with how sure it is of each character and what else it could be.
 *
 * A step's scores have one column per listed character (0 is the pause), then 19 + 21 + 28 columns of
 * initial, vowel and final letters: every syllable that is not listed is the sum of three of them
 * (`webapp/frontend/recogniser/charset.py`).
 *
 * @typedef {object} Character
 * @property {string} text
 * @property {number} confidence  0..1
 * @property {[string, number][]} others  what else it could be, likeliest first
 * @property {number} step  the time step at which it is surest
 *
 * @typedef {{text: string, confidence: number, characters: Character[]}} Line
 */

const INITIALS = 19;
const VOWELS = 21;
const FINALS = 28;
const FIRST_SYLLABLE = 0xac00;
const MOST_OTHERS = 3;
const LEAST_LIKELY = 0.002; // of what is named among the others
const PLAIN_PAUSE = 12; // a lead of the pause's score from which on nothing else need be weighed

/** Columns of a step's scores. @param {string[]} characters */
export function columnsOf(characters) {
  return 1 + characters.length + INITIALS + VOWELS + FINALS;
}

/**
 * The likeliest thing at each step; repetitions without a pause between are one character.
 *
 * @param {Float32Array} scores  steps × columns
 * @param {number} steps  how many of them lie on the line
 * @param {string[]} characters  the listed ones
 * @returns {Line}
 */
export function decode(scores, steps, characters) {
  const columns = columnsOf(characters);
  /** @type {Character[]} */
  const found = [];
  let before = "";
  let surest = -1;
  let certainty = 1; // that nothing was said in the pauses
  const pauses = [];
  for (let step = 0; step < steps; step++) {
    const heard = hear(scores.subarray(step * columns, (step + 1) * columns), characters);
    if (!heard.text) {
      pauses.push({ heard, after: found.length - 1 });
    } else if (heard.text !== before) {
      found.push(character(heard, step, characters));
      surest = heard.likelihood;
    } else if (heard.likelihood > surest) {
      found[found.length - 1] = character(heard, step, characters);
      surest = heard.likelihood;
    }
    before = heard.text;
  }
  for (const { heard, after } of pauses) {
    const { text, likelihood } = heard.said;
    const neighbours = [found[after]?.text, found[after + 1]?.text];
    if (!neighbours.includes(text)) certainty = Math.min(certainty, 1 - likelihood);
  }
  const confidence = found.reduce((least, { confidence }) => Math.min(least, confidence), certainty);
  return {
    text: found.map(({ text }) => text).join(""),
    confidence: found.length ? confidence : 0,
    characters: found,
  };
}

/**
 * @typedef {object} Heard
 * @property {string} text  "" for a pause
 * @property {number} likelihood  0..1
 * @property {{text: string, likelihood: number}} said  the likeliest character, also in a pause
 * @property {Float32Array} scores
 * @property {number} total  logarithm of the sum over all that can be said
 */

/** @param {Float32Array} scores @param {string[]} characters @returns {Heard} */
function hear(scores, characters) {
  const listed = 1 + characters.length;
  let best = 1;
  for (let i = 2; i < listed; i++) if (scores[i] > scores[best]) best = i;
  const initial = largest(scores, listed, INITIALS);
  const vowel = largest(scores, listed + INITIALS, VOWELS);
  const final = largest(scores, listed + INITIALS + VOWELS, FINALS);
  const spelled = scores[initial] + scores[vowel] + scores[final];
  if (scores[0] - Math.max(scores[best], spelled) > PLAIN_PAUSE) {
    return { text: "", likelihood: 1, said: { text: "", likelihood: 0 }, scores, total: scores[0] };
  }
  const total = logSum(
    logSumOf(scores, 0, listed),
    logSumOf(scores, listed, INITIALS) +
      logSumOf(scores, listed + INITIALS, VOWELS) +
      logSumOf(scores, listed + INITIALS + VOWELS, FINALS),
  );
  const said =
    spelled > scores[best]
      ? { text: spell(initial - listed, vowel - listed - INITIALS, final - listed - INITIALS - VOWELS), score: spelled }
      : { text: characters[best - 1], score: scores[best] };
  const likeliest = { text: said.text, likelihood: Math.exp(said.score - total) };
  const pause = scores[0] >= said.score;
  return {
    text: pause ? "" : said.text,
    likelihood: pause ? Math.exp(scores[0] - total) : likeliest.likelihood,
    said: likeliest,
    scores,
    total,
  };
}

/** @param {Heard} heard @param {number} step @param {string[]} characters @returns {Character} */
function character({ text, likelihood, scores, total }, step, characters) {
  /** @type {Map<string, number>} */
  const candidates = new Map();
  const floor = total + Math.log(LEAST_LIKELY);
  for (let i = 1; i <= characters.length; i++) {
    if (scores[i] > floor) candidates.set(characters[i - 1], Math.exp(scores[i] - total));
  }
  for (const [syllable, score] of spellings(scores, 1 + characters.length)) {
    const sum = (candidates.get(syllable) ?? 0) + Math.exp(score - total);
    if (score > floor) candidates.set(syllable, sum);
  }
  candidates.delete(text);
  const others = [...candidates].sort((a, b) => b[1] - a[1]).slice(0, MOST_OTHERS);
  return { text, confidence: likelihood, others, step };
}

/** The likeliest spelled syllables: the two best letters at each place. @param {Float32Array} scores @param {number} listed @returns {[string, number][]} */
function spellings(scores, listed) {
  const initials = twoLargest(scores, listed, INITIALS);
  const vowels = twoLargest(scores, listed + INITIALS, VOWELS);
  const finals = twoLargest(scores, listed + INITIALS + VOWELS, FINALS);
  return initials.flatMap((initial) =>
    vowels.flatMap((vowel) =>
      finals.map((final) => /** @type {[string, number]} */ ([
        spell(initial - listed, vowel - listed - INITIALS, final - listed - INITIALS - VOWELS),
        scores[initial] + scores[vowel] + scores[final],
      ])),
    ),
  );
}

/** The syllable of three letter numbers. @param {number} initial @param {number} vowel @param {number} final */
function spell(initial, vowel, final) {
  return String.fromCharCode(FIRST_SYLLABLE + (initial * VOWELS + vowel) * FINALS + final);
}

/** @param {Float32Array} values @param {number} start @param {number} count */
function largest(values, start, count) {
  let best = start;
  for (let i = start + 1; i < start + count; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** @param {Float32Array} values @param {number} start @param {number} count */
function twoLargest(values, start, count) {
  const first = largest(values, start, count);
  let second = first === start ? start + 1 : start;
  for (let i = start; i < start + count; i++) if (i !== first && values[i] > values[second]) second = i;
  return [first, second];
}

/** @param {Float32Array} values @param {number} start @param {number} count */
function logSumOf(values, start, count) {
  const highest = values[largest(values, start, count)];
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += Math.exp(values[i] - highest);
  return highest + Math.log(sum);
}

/** @param {number} a @param {number} b */
function logSum(a, b) {
  const highest = Math.max(a, b);
  return highest + Math.log(Math.exp(a - highest) + Math.exp(b - highest));
}
