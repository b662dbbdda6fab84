/**
 * The phone's side of POST /sync (docs/sync-protocol.md): push what waits, pull what changed,
 * until nothing is left.
 *
 * @import { Answer, Place } from "./replica/absorb.js"
 * @import { Database } from "./replica/store.js"
 *
 * @typedef {"done" | "unreachable" | "put_out" | "household" | "upgrade" | "unknown" |
 *   "refused"} Outcome
 * @typedef {{outcome: Outcome, changed: boolean, more?: boolean}} Exchange
 * @typedef {{fetch: typeof fetch, clock: () => Date, sends?: (ops: string[]) => void}} World
 *   `sends`: told which operations are on their way, by their ids
 */
import { dayInSeoul } from "./clock.js";
import { CONTRACT } from "./generated/contract.js";
import { isOwed, leavingOf, tellServer } from "./leaving.js";
import { absorb, standing } from "./replica/absorb.js";
import { fetchWithin } from "./patience.js";
import { learn, nextOps } from "./replica/outbox.js";
import { wipe } from "./replica/store.js";

export const PATIENCE = 8_000; // ms for one exchange
const MOST_EXCHANGES = 1_000;
const CLOCKS_APART = 60 * 60_000; // ms: less is a midnight between asking and answering

/**
 * Exchange until the outbox is empty and everything is pulled, or something stands in the way.
 *
 * @param {Database} db @param {World} world
 * @returns {Promise<{outcome: Outcome, changed: boolean}>}
 */
export async function sync(db, world) {
  if (await db.get("meta", "put_out")) return { outcome: "put_out", changed: false };
  let changed = false;
  for (let turn = 0; turn < MOST_EXCHANGES; turn++) {
    const found = await exchange(db, world);
    changed ||= found.changed;
    if (found.outcome !== "done" || !found.more) return { outcome: found.outcome, changed };
  }
  return { outcome: "done", changed };
}

/**
 * One push and its answer.
 *
 * @param {Database} db @param {World} world
 * @returns {Promise<Exchange>}
 */
export async function exchange(db, { fetch, clock, sends = () => {} }) {
  const place = await standing(db);
  if (isOwed(await leavingOf(db))) {
    const isTold = await tellServer(db, fetch);
    return isTold ? { outcome: "done", changed: true, more: true } : { outcome: "unreachable", changed: false };
  }
  const ops = await nextOps(db);
  const { household, epoch, cursor } = place;
  const push = { contract: CONTRACT.VERSION, household, epoch, cursor, ops };
  sends(ops.map(({ op_id }) => op_id));
  const response = await post(fetch, push);
  if (!response) {
    await learn(db, ops.length, false);
    return { outcome: "unreachable", changed: false };
  }
  if (response.status !== 200) return refused(db, response);
  await compareClocks(db, response.sent, clock());
  const answer = /** @type {Answer} */ (response.answer);
  const { taken, changed } = await absorb(db, place, answer, clock().toISOString());
  if (!taken) return { outcome: "done", changed: false, more: true }; // it moved on: ask again
  await db.delete("meta", "stopped");
  if (await db.get("meta", "batch")) await learn(db, ops.length, true);
  const more = answer.more || (await db.count("outbox")) > 0;
  return { outcome: "done", changed, more };
}

/**
 * @param {typeof fetch} fetch @param {object} push
 * @returns {Promise<{status: number, answer: any, sent: string} | null>} null if nothing sensible came in time
 */
async function post(fetch, push) {
  try {
    const { status, answer, sent } = await fetchWithin(
      fetch,
      "/sync",
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(push),
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
      },
      PATIENCE,
      async (response) => ({
        status: response.status,
        answer: await response.json(),
        sent: response.headers.get("Date") ?? "",
      }),
    );
    return status !== 200 || isOurs(answer) ? { status, answer, sent } : null; // not a hotel's login page
  } catch {
    return null;
  }
}

/**
 * Days are counted by the phone's clock: one that has another day than the server is told of.
 *
 * @param {Database} db @param {string} sent  by the server's clock @param {Date} now
 */
async function compareClocks(db, sent, now) {
  const there = Date.parse(sent);
  if (Number.isNaN(there)) return;
  const [here, day] = [now.toISOString(), new Date(there).toISOString()];
  const apart = Math.abs(now.getTime() - there) > CLOCKS_APART;
  const off = apart && dayInSeoul(here) !== dayInSeoul(day);
  if (off !== !!(await db.get("meta", "clock_off"))) await db.put("meta", off, "clock_off");
}

/** @param {any} answer */
const isOurs = (answer) => Array.isArray(answer?.results) && Array.isArray(answer.changes);

/** Whether something is only here: unsent, or still to be settled. @param {Database} db */
export async function holdsOwn(db) {
  return (await db.count("outbox")) + (await db.count("problem")) > 0;
}

/**
 * The server does not take this phone as it is.
 *
 * @param {Database} db @param {{status: number, answer: any}} response @returns {Promise<Exchange>}
 */
async function refused(db, { status, answer }) {
  const why = answer?.error;
  if (status === 401 && why === "put_out") {
    await wipe(db);
    await db.put("meta", true, "put_out");
    return { outcome: "put_out", changed: true };
  }
  if (status === 409 && why === "household" && !(await holdsOwn(db))) {
    await wipe(db);
    return { outcome: "household", changed: true };
  }
  if (["household", "upgrade", "unknown"].includes(why)) {
    await db.put("meta", why, "stopped");
    return { outcome: why, changed: false };
  }
  if (status >= 500 || status === 429) return { outcome: "unreachable", changed: false };
  await db.put("meta", "refused", "stopped");
  return { outcome: "refused", changed: false };
}
