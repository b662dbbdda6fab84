/** A browser's CacheStorage in memory, as far as the reading tools need it. */

const SITE = "https://phone.example";

export class Caches {
  /** @type {Map<string, OneCache>} */
  caches = new Map();
  isFull = false;

  /** @param {string} name */
  async open(name) {
    const cache = this.caches.get(name) ?? new OneCache(this);
    this.caches.set(name, cache);
    return cache;
  }

  /** @param {string} name */
  async has(name) {
    return this.caches.has(name);
  }

  /** @param {string} name */
  async delete(name) {
    return this.caches.delete(name);
  }

  /** Of everything that is kept. */
  addresses() {
    return [...this.caches.values()].flatMap(({ kept }) => [...kept.keys()]);
  }
}

class OneCache {
  /** @param {Caches} storage */
  constructor(storage) {
    this.storage = storage;
    /** @type {Map<string, Response>} */
    this.kept = new Map();
  }

  /** @param {string | {url: string}} request */
  async match(request) {
    return this.kept.get(whole(request))?.clone();
  }

  /** @param {string} address @param {Response} response */
  async put(address, response) {
    if (this.storage.isFull) throw new DOMException("", "QuotaExceededError");
    const body = await response.arrayBuffer();
    this.kept.set(whole(address), new Response(body, { headers: response.headers }));
  }

  /** @param {string | {url: string}} request */
  async delete(request) {
    return this.kept.delete(whole(request));
  }

  async keys() {
    return [...this.kept.keys()].map((url) => ({ url }));
  }
}

/** @param {string | {url: string}} request */
function whole(request) {
  return new URL(typeof request === "string" ? request : request.url, SITE).href;
}
