/**
 * What reading photos needs (and opening PDF files), fetched once, on first use: piece by piece, so that
 * a fetch that was cut off goes on where it ended; checked; then kept in a cache of its own, from which
 * the service worker answers.
 *
 * @typedef {object} Part  one file, as webapp/frontend/build.py lists it
 * @property {string} name
 * @property {string} url  where it is asked for
 * @property {string} sent  where it is fetched from, by gzip
 * @property {number} bytes  of `sent`
 * @property {string} sha256  of `sent`, hexadecimal
 * @property {string} type
 *
 * @typedef {"offline" | "no_pack"} Trouble
 */

export const CACHE = "scan";
const PIECES = "scan-pieces";
const PIECE = 256 * 1024; // bytes
const TRIES = 2;
const PAUSES = [0, 300, 1_000]; // ms before each try of a piece
const PATIENCE = 20_000; // ms without a single byte

/** Why the tools are not here: no network, or what came is not what was asked for, or there is no room. */
export class PackError extends Error {
  /** @param {Trouble} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Bytes that go over the network. @param {Part[]} parts */
export function sizeOf(parts) {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** @param {Part[]} parts */
export async function isHere(parts) {
  return (await missing(parts)).length === 0;
}

/**
 * Fetch what is not here yet. Rejects with a PackError.
 *
 * @param {Part[]} parts
 * @param {(done: number) => void} [tell]  told how many bytes are here, of `sizeOf(parts)`
 * @param {typeof fetch} [ask]
 * @param {number} [patience]  ms after which a silent network is none
 */
export async function fetchPack(parts, tell = () => {}, ask = fetch, patience = PATIENCE) {
  const absent = await missing(parts);
  let done = sizeOf(parts) - sizeOf(absent);
  for (const part of absent) {
    const before = done;
    await fetchPart(part, (bytes) => tell(before + bytes), patiently(ask, patience));
    done = before + part.bytes;
    tell(done);
  }
  await caches.delete(PIECES);
}

/** What is kept of other packs than these goes. @param {Part[]} parts  of all packs */
export async function sweepPacks(parts) {
  const known = new Set(parts.map(({ url }) => url));
  const cache = await caches.open(CACHE);
  const kept = await cache.keys();
  const old = kept.filter(({ url }) => !known.has(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

export async function removePacks() {
  await Promise.all([caches.delete(CACHE), caches.delete(PIECES)]);
}

/** Bytes that these take on the phone: they are kept as they are used. @param {Part[]} parts */
export async function bytesKept(parts) {
  if (!(await caches.has(CACHE))) return 0;
  const cache = await caches.open(CACHE);
  const kept = await Promise.all(parts.map(({ url }) => cache.match(url)));
  return kept.reduce((sum, answer) => sum + Number(answer?.headers.get("Content-Length") ?? 0), 0);
}

/** @param {Part[]} parts */
async function missing(parts) {
  const cache = await caches.open(CACHE);
  const found = await Promise.all(parts.map(({ url }) => cache.match(url)));
  return parts.filter((_, at) => !found[at]);
}

/**
 * @typedef {(address: string, range: string, tell: (bytes: number) => void) => Promise<{answer: Response, content: Blob}>} Ask
 *
 * @param {typeof fetch} fetch @param {number} patience  ms
 * @returns {Ask}
 */
function patiently(fetch, patience) {
  return async (address, range, tell) => {
    const stop = new AbortController();
    const giveUp = () => stop.abort();
    let silence = setTimeout(giveUp, patience);
    try {
      const options = { cache: /** @type {const} */ ("no-store"), headers: { Range: range }, signal: stop.signal };
      const answer = await fetch(address, options);
      const content = await read(answer, (bytes) => {
        clearTimeout(silence);
        silence = setTimeout(giveUp, patience);
        tell(bytes);
      });
      return { answer, content };
    } finally {
      clearTimeout(silence);
    }
  };
}

/** @param {Part} part @param {(bytes: number) => void} tell @param {Ask} ask */
async function fetchPart(part, tell, ask) {
  for (let tried = 1; ; tried++) {
    const { content, headers } = await gather(part, tell, ask);
    if ((await sha256(content)) === part.sha256) {
      await keep(part, content, headers);
      return;
    }
    await forgetPieces(part);
    if (tried === TRIES) throw new PackError("no_pack");
  }
}

/**
 * All of a part: the pieces of before, and those that were missing.
 *
 * @param {Part} part @param {(bytes: number) => void} tell @param {Ask} ask
 * @returns {Promise<{content: Blob, headers: Headers}>}
 */
async function gather(part, tell, ask) {
  const pieces = await caches.open(PIECES);
  const found = [];
  let headers = new Headers();
  for (let from = 0; from < part.bytes; from += PIECE) {
    const address = `${part.sent}?from=${from}`;
    let piece = await pieces.match(address);
    if (!piece) {
      piece = await fetchPiece(part, from, (bytes) => tell(from + bytes), ask);
      await put(pieces, address, piece.clone());
    }
    headers = piece.headers;
    found.push(await piece.blob());
    tell(Math.min(part.bytes, from + PIECE));
  }
  return { content: new Blob(found), headers };
}

/**
 * A network between two cells or in a lift is gone for a moment only.
 *
 * @param {Part} part @param {number} from  byte
 * @param {(bytes: number) => void} tell @param {Ask} ask
 * @returns {Promise<Response>}
 */
async function fetchPiece({ sent, bytes }, from, tell, ask) {
  const last = Math.min(bytes, from + PIECE) - 1;
  for (const pause of PAUSES) {
    await new Promise((done) => setTimeout(done, pause));
    const found = await ask(sent, `bytes=${from}-${last}`, tell).catch(() => null);
    if (found?.answer.status === 206) return piece(found.content, found.answer);
    // A server or a proxy that knows no ranges sends all of it.
    if (found?.answer.status === 200) return piece(found.content.slice(from, last + 1), found.answer);
  }
  throw new PackError("offline");
}

/** @param {Blob} content @param {Response} answer */
function piece(content, { headers }) {
  return new Response(content, { headers: ownHeaders(headers) });
}

/** @param {Response} answer @param {(bytes: number) => void} tell @returns {Promise<Blob>} */
async function read(answer, tell) {
  const [chunks, reader] = [/** @type {BlobPart[]} */ ([]), answer.body?.getReader()];
  let bytes = 0;
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    chunks.push(chunk.value);
    bytes += chunk.value.length;
    tell(Math.min(bytes, PIECE));
  }
  return new Blob(chunks);
}

const OF_THE_TRANSPORT = [
  "accept-ranges",
  "content-disposition",
  "content-encoding",
  "content-length",
  "content-range",
  "date",
  "etag",
  "last-modified",
  "vary",
];

/** What a file says of itself, its security policy above all. @param {Headers} headers */
function ownHeaders(headers) {
  return new Headers([...headers].filter(([name]) => !OF_THE_TRANSPORT.includes(name.toLowerCase())));
}

/** @param {Part} part @param {Blob} content  as sent @param {Headers} headers */
async function keep(part, content, headers) {
  const body = await unzipped(content);
  const own = new Headers(headers);
  own.set("Content-Type", part.type);
  own.set("Content-Length", String(body.size));
  await put(await caches.open(CACHE), part.url, new Response(body, { headers: own }));
  await forgetPieces(part);
}

/** @param {Blob} content @returns {Promise<Blob>} */
function unzipped(content) {
  return new Response(content.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

/** @param {Part} part */
async function forgetPieces({ sent }) {
  const pieces = await caches.open(PIECES);
  const all = await pieces.keys();
  const own = all.filter(({ url }) => new URL(url).pathname === sent);
  await Promise.all(own.map((request) => pieces.delete(request)));
}

/** @param {Cache} cache @param {string} address @param {Response} response */
async function put(cache, address, response) {
  try {
    await cache.put(address, response);
  } catch {
    throw new PackError("no_pack"); // no room
  }
}

/** @param {Blob} content */
async function sha256(content) {
  const digest = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
