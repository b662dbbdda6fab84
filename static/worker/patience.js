/** Waiting that ends, also when an answer begins and then stops. */

/**
 * Fetch and read, or throw after `ms`.
 *
 * @template T
 * @param {typeof fetch} fetch @param {RequestInfo} request @param {RequestInit} options
 * @param {number} ms @param {(response: Response) => Promise<T> | T} read
 * @returns {Promise<T>}
 */
export async function fetchWithin(fetch, request, options, ms, read) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ms);
  try {
    return await read(await fetch(request, { ...options, signal: giveUp.signal }));
  } finally {
    clearTimeout(timer);
  }
}
