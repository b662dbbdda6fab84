/**
 * 모두 지우기 without a network: the phone is emptied at once, and remembers that the server has
 * still to be told. Until then nothing is pulled, so that nothing comes back.
 *
 * @import { Database } from "./replica/store.js"
 *
 * @typedef {{what: string, household: string | null, told: boolean}} Leaving
 *   `what`: as in webapp/household/leaving.py; `household`: an id that opens nothing
 */
import { CONTRACT } from "./generated/contract.js";
import { fetchWithin } from "./patience.js";
import { meta, wipe } from "./replica/store.js";

const PATIENCE = 8_000; // ms

/** @param {Database} db @returns {Promise<Leaving | undefined>} */
export function leavingOf(db) {
  return meta(db, "leaving");
}

/** @param {Leaving | undefined} leaving */
export function isOwed(leaving) {
  return !!leaving && !leaving.told;
}

/**
 * Forget the household. What is owed already stays owed: it is the household that the server knows.
 *
 * @param {Database} db @param {string} what
 */
export async function forgetAll(db, what) {
  const before = await leavingOf(db);
  const household = (await meta(db, "household")) ?? null;
  const leaving = isOwed(before) ? before : { what, household, told: false };
  await wipe(db, { leaving, pulled: true }); // of nothing: one may begin anew without a network
}

/**
 * Tell the server what it does not know yet.
 *
 * @param {Database} db @param {typeof fetch} fetch @returns {Promise<boolean>} whether it knows now
 */
export async function tellServer(db, fetch) {
  const leaving = await leavingOf(db);
  if (!leaving || !isOwed(leaving)) return true;
  const { what, household } = leaving;
  const body = new URLSearchParams({ what, word: CONTRACT.LEAVING_WORD, emptied: "1" });
  if (household) body.set("household", household);
  const asking = { method: "POST", body, credentials: "same-origin", cache: "no-store", redirect: "manual" };
  const status = await fetchWithin(fetch, "/leaving", /** @type {RequestInit} */ (asking), PATIENCE, (answer) => answer.status).catch(() => 0);
  if (status !== 204) return false; // also a hotel's login page
  await db.put("meta", { ...leaving, told: true }, "leaving");
  return true;
}
