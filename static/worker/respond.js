/**
 * Request → Response: offline screens from the replica, first and always; the rest from the
 * network, with an end to waiting.
 *
 * @import { Database } from "./replica/store.js"
 *
 * @typedef {object} Phone  what the worker stands on; main.js brings it, the tests bring their own
 * @property {() => Promise<Database>} open
 * @property {typeof fetch} fetch
 * @property {() => Date} clock
 * @property {() => string} newId
 * @property {() => string} newOpId
 * @property {() => Promise<string>} language
 * @property {(language: string) => Promise<void>} speak
 * @property {() => Promise<unknown>} ask  the server, unless it has just not answered
 * @property {() => void} wrote  told after each local write
 * @property {() => void} looked  told after each screen shown
 * @property {() => void} replaced  told when this browser's household may have become another
 */
import { CONTRACT } from "./generated/contract.js";
import { shipped } from "./law.js";
import { fetchWithin } from "./patience.js";
import { answer, unreachable } from "./render.js";
import { route } from "./routes.js";
import { meta, turn, wipe } from "./replica/store.js";
import { tableBefore } from "./replica/tables.js";
import { Visit } from "./replica/visit.js";

export const PATIENCE = 10_000; // ms
const ASKING = 2_000; // ms
const JOINING = "/join/entry";

/** @param {Request} request @param {Phone} phone @returns {Promise<Response>} */
export async function respond(request, phone) {
  const url = new URL(request.url);
  const found = route(request.method, url.pathname);
  const spare = request.clone();
  if (request.method === "POST" && url.pathname === "/examples" && (await waits(phone))) {
    return Response.redirect(new URL("/outbox", url).href, 303); // not into a made-up household
  }
  if (found && (request.method === "GET" || isOurs(request, url))) {
    try {
      const db = await phone.open();
      if (await meta(db, "pulled")) return await fromReplica(request, url, found, phone, db);
    } catch (error) {
      console.error("worker:", /** @type {Error} */ (error).name); // the network may still know
    }
  }
  return found && request.method === "POST" ? past(spare, url, phone) : fromNetwork(spare, url, phone);
}

/** A form that the replica was not ready for: a pull that began before it says too little. @param {Request} request @param {URL} url @param {Phone} phone */
async function past(request, url, phone) {
  const db = await phone.open().catch(() => null);
  const response = await fromNetwork(request, url, phone);
  if (db) {
    await turn(db).catch(() => {});
    phone.replaced();
  }
  return response;
}

/**
 * @param {Request} request @param {URL} url @param {import("./routes.js").Route} found
 * @param {Phone} phone @param {Database} db
 */
async function fromReplica(request, url, found, phone, db) {
  const form = request.method === "POST" ? await posted(request) : [];
  if (await knowsNothing(db)) await inTime(phone.ask(), ASKING);
  const opened = !!(await meta(db, "household")) || (await db.count("member")) > 0;
  const household = { opened, example: !!(await meta(db, "example")) };
  const ask = {
    visit: new Visit(db, household, phone.wrote),
    params: {},
    query: url.searchParams,
    form,
    ...moment(phone.clock()),
    newId: phone.newId,
    newOpId: phone.newOpId,
    brackets: (await meta(db, "brackets")) ?? shipped(),
    tableBefore: await tableBefore(db, moment(phone.clock()).today),
    speak: phone.speak,
  };
  const how = { fragment: wantsFragment(request), language: await phone.language() };
  const { status, headers, body } = await answer(found, ask, how);
  if (request.method === "GET") phone.looked();
  if (status === 303) return Response.redirect(new URL(headers.Location, url).href, 303);
  return new Response(body, { status, headers });
}

/**
 * Nothing was pulled and nothing waits: the server may have heard of a household before this worker
 * was in charge.
 *
 * @param {Database} db
 */
async function knowsNothing(db) {
  return !(await meta(db, "household")) && !(await db.count("outbox"));
}

/** @param {Promise<unknown>} work @param {number} ms */
function inTime(work, ms) {
  return Promise.race([work, new Promise((done) => setTimeout(done, ms))]);
}

/** Today in Seoul, and the moment as Python writes it. @param {Date} date */
export function moment(date) {
  const seoul = new Date(date.getTime() + 9 * 60 * 60 * 1000);
  return {
    today: seoul.toISOString().slice(0, 10),
    now: date.toISOString().replace(/\.000Z$/, "Z").replace("Z", "+00:00"),
  };
}

/** @param {Request} request @returns {Promise<[string, string][]>} */
async function posted(request) {
  return [...new URLSearchParams(await request.text())];
}

/** An htmx request that swaps a part; a boosted or restored page is a whole one. @param {Request} request */
function wantsFragment({ headers }) {
  return (
    headers.get("HX-Request") === "true" &&
    headers.get("HX-Boosted") !== "true" &&
    headers.get("HX-History-Restore-Request") !== "true"
  );
}

/** @param {Request} request @param {URL} url @param {Phone} phone */
async function fromNetwork(request, url, phone) {
  const spare = request.method === "POST" ? request.clone() : null;
  try {
    const response = await fetchWithin(phone.fetch, request, {}, PATIENCE, whole);
    if (request.mode === "navigate") await toldWhy(phone);
    if (spare && CONTRACT.REPLACING.includes(url.pathname) && response.status < 400) {
      await begin(await phone.open(), url.pathname === JOINING);
      phone.replaced();
    }
    return response;
  } catch {
    return sorryUnreachable(request, url, spare, phone);
  }
}

/** A page is handed on when it is all there; a redirection or a download as it comes. @param {Response} response */
async function whole(response) {
  const isPage = response.type === "basic" && response.headers.get("Content-Type")?.startsWith("text/html");
  return isPage && !response.redirected
    ? new Response(await response.arrayBuffer(), response)
    : response;
}

/**
 * Another site's page may send a form here. The server sees where a request comes from and refuses it;
 * the worker sees the page that sent it, and where it sees none it leaves the form to the server.
 *
 * @param {Request} request @param {URL} url
 */
function isOurs({ referrer }, url) {
  return referrer === "about:client" || (!!referrer && new URL(referrer).origin === url.origin);
}

/** @param {Phone} phone */
async function waits(phone) {
  return phone.open().then(
    async (db) => (await db.count("outbox")) > 0,
    () => false,
  );
}

/**
 * The browser has the key of another household now. What waits goes along with one that joins.
 *
 * @param {Database} db @param {boolean} joining
 */
async function begin(db, joining) {
  if (!joining || !(await db.count("outbox"))) return wipe(db);
  const tx = db.transaction(["meta", "copy"], "readwrite");
  for (const key of ["household", "epoch", "cursor", "pulled"]) tx.objectStore("meta").delete(key);
  tx.objectStore("copy").clear();
  await tx.done;
}

/** A phone that was put out has now heard so from the server, and begins anew. @param {Phone} phone */
async function toldWhy(phone) {
  const db = await phone.open();
  if (!(await meta(db, "put_out"))) return;
  await db.delete("meta", "put_out");
  phone.replaced();
}

/** @param {Request} request @param {URL} url @param {Request | null} spare @param {Phone} phone */
async function sorryUnreachable(request, url, spare, phone) {
  const language = await phone.language().catch(() => "ko");
  const retried = spare && url.pathname !== "/sync" ? await posted(spare).catch(() => []) : [];
  const { status, headers, body } = unreachable(language, {
    again: request.method === "GET" ? url.pathname + url.search : "",
    action: spare ? url.pathname : "",
    typed: retried,
  });
  return new Response(body, { status, headers });
}
