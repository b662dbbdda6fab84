/**
 * Request → Response: offline screens from the replica, first and always; the rest from the
 * network, with an end to waiting.
 *
 * @import { Look } from "./look.js"
 * @import { Database } from "./replica/store.js"
 *
 * @typedef {object} Phone  what the worker stands on; main.js brings it, the tests bring their own
 * @property {() => Promise<Database>} open
 * @property {typeof fetch} fetch
 * @property {() => Date} clock
 * @property {() => string} newId
 * @property {() => string} newOpId
 * @property {() => Promise<string>} language
 * @property {() => Promise<Look>} look
 * @property {(language: string) => Promise<void>} speak
 * @property {(look: Look) => Promise<void>} dress
 * @property {(insisting?: boolean) => Promise<unknown>} ask  the server, unless it has just not answered
 * @property {() => import("./answers.js").Going} going  what the exchange with the server is doing
 * @property {(forget: () => Promise<void>) => Promise<void>} empty  of photos and tools; `forget` forgets the rest
 * @property {() => void} wrote  told after each local write
 * @property {() => void} looked  told after each screen shown
 * @property {() => void} left  told when everything here was given up
 * @property {() => void} replaced  told when this browser's household may have become another
 * @property {(files: File[]) => Promise<void>} share  keep what another app has shared
 */
import { CONTRACT } from "./generated/contract.js";
import { dayInSeoul } from "./clock.js";
import { shipped } from "./law.js";
import { known } from "./look.js";
import { isOwed, leavingOf } from "./leaving.js";
import { fetchWithin } from "./patience.js";
import { answer, hints, sorry, unreachable } from "./render.js";
import { isPrivate, route } from "./routes.js";
import { meta, turn, turnIn, wipe } from "./replica/store.js";
import { sawTable, tableBefore } from "./replica/tables.js";
import { Visit } from "./replica/visit.js";
import { looksLikeResidentNumber } from "./security.js";
import { holdsOwn } from "./sync.js";

export const PATIENCE = 10_000; // ms
const ASKING = 1_000; // ms
const OPENING = 3_000; // ms; a browser may never say that it cannot
const ITS_OWN = ["outbox", "settle_problem", "emptying", "empty_phone"]; // the phone knows better than the server
const [LEAVE, EMPTYING] = ["/leaving", "/leaving/phone"];
const LEAVING = [LEAVE, EMPTYING, "/examples/deletion"];
const TOLD = "/put-out";
const SHARED = "/scan";
const MOST_SHARED = 20; // pictures

/** @param {Request} request @param {Phone} phone @returns {Promise<Response>} */
export async function respond(request, phone) {
  const url = new URL(request.url);
  const found = route(request.method, url.pathname);
  if (request.method === "POST" && url.pathname === SHARED && isShare(request, url)) return shared(request, url, phone);
  if (!found && (await owes(phone))) return sorryUnreachable(request, url, null, phone);
  if (isPrivate(url.pathname)) return handedOn(request, url, phone);
  if (request.method === "POST" && !isOurs(request, url)) return untouched(request, url, phone);
  const spare = request.method === "POST" ? request.clone() : request; // Chromium has asked for it
  if (request.method === "POST" && url.pathname === "/examples" && (await waits(phone))) {
    return Response.redirect(new URL("/outbox", url).href, 303); // not into a made-up household
  }
  if (found && (request.method === "GET" || isForm(request))) {
    let db;
    try {
      db = await opened(phone);
      if (ITS_OWN.includes(found.screen.name) || (await meta(db, "pulled"))) {
        return await fromReplica(request, url, found, phone, db);
      }
      phone.ask().catch(() => {}); // not waited for: what was cleared comes back
    } catch (error) {
      console.error("worker:", /** @type {Error} */ (error).name); // the network may still know
    }
    if (db && (await owes(phone))) return sorryUnreachable(request, url, request.method === "POST" ? spare : null, phone);
  }
  return found && request.method === "POST" ? past(spare, url, phone) : fromNetwork(spare, url, phone);
}

/**
 * Whether the server has still to be told that this phone was emptied, and cannot be: it would show
 * again what was erased here.
 *
 * @param {Phone} phone
 */
async function owes(phone) {
  const owed = async () => {
    const db = await inTime(phone.open(), ASKING);
    return !!db && isOwed(await leavingOf(db));
  };
  if (!(await owed().catch(() => false))) return false; // a replica that does not open, too
  await inTime(phone.ask(true), PATIENCE);
  return owed().catch(() => true);
}

/** The replica, if it opens at all. @param {Phone} phone @returns {Promise<Database>} */
async function opened(phone) {
  const db = await inTime(phone.open(), OPENING);
  if (!db) throw new DOMException("", "TimeoutError");
  return db;
}

/** A form that the replica was not ready for: a pull that began before it says too little. @param {Request} request @param {URL} url @param {Phone} phone */
async function past(request, url, phone) {
  const response = await fromNetwork(request, url, phone);
  if (response.status === 503) return response; // nothing was saved, as far as anybody knows
  await opened(phone).then(turn).catch(() => {});
  phone.replaced();
  return response;
}

/**
 * @param {Request} request @param {URL} url @param {import("./routes.js").Route} found
 * @param {Phone} phone @param {Database} db
 */
async function fromReplica(request, url, found, phone, db) {
  const form = request.method === "POST" ? await posted(request) : [];
  if (request.method === "GET" && (await knowsNothing(db))) await inTime(phone.ask(), ASKING);
  const household = {
    opened: !!(await meta(db, "household")) || (await db.count("member")) > 0,
    example: !!(await meta(db, "example")),
  };
  let saved = false;
  const wrote = () => {
    saved = true;
    phone.wrote();
  };
  const ask = {
    visit: new Visit(db, household, wrote),
    params: {},
    query: url.searchParams,
    form,
    ...moment(phone.clock()),
    newId: phone.newId,
    newOpId: phone.newOpId,
    brackets: (await meta(db, "brackets")) ?? shipped(),
    tableBefore: await tableBefore(db, moment(phone.clock()).today),
    sawTable: () => sawTable(db),
    going: phone.going,
    empty: phone.empty,
    look: await phone.look(),
    speak: phone.speak,
    dress: phone.dress,
  };
  const how = { fragment: wantsFragment(request), language: await phone.language() };
  const { status, headers, body } = await answer(found, ask, how).catch((error) => {
    if (!saved) throw error;
    console.error("worker:", error.name); // the server must not save it once more
    return sorry(500, household.example, how.language, ask.look);
  });
  if (request.method === "GET") phone.looked();
  if (status === 303) return Response.redirect(new URL(headers.Location, url).href, 303);
  const shown = new Response(body, { status, headers });
  if (request.mode === "navigate") shown.headers.set("Link", hints());
  return shown;
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

/** @template T @param {Promise<T>} work @param {number} ms @returns {Promise<T | undefined>} */
function inTime(work, ms) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  /** @type {Promise<undefined>} */
  const end = new Promise((done) => (timer = setTimeout(done, ms, undefined)));
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

/** Today in Seoul, and the moment as Python writes it. @param {Date} date */
export function moment(date) {
  const now = date.toISOString().replace(/\.000Z$/, "Z").replace("Z", "+00:00");
  return { today: dayInSeoul(now), now };
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
  let response;
  try {
    response = await fetchWithin(phone.fetch, request, {}, PATIENCE, whole);
  } catch {
    return sorryUnreachable(request, url, spare, phone);
  }
  await afterwards(request, url, response, phone).catch(() => {}); // a replica that does not open
  return response;
}

/** What an answer of the server means for the replica. @param {Request} request @param {URL} url @param {Response} response @param {Phone} phone */
async function afterwards({ method }, { pathname }, { status }, phone) {
  if (pathname === TOLD && status < 500) await toldWhy(phone);
  if (method !== "POST" || !CONTRACT.REPLACING.includes(pathname) || status >= 400) return;
  const leaving = LEAVING.includes(pathname);
  await begin(await opened(phone), leaving).finally(leaving ? phone.left : phone.replaced);
}

/** A page is handed on when it is all there; a redirection or a download as it comes. @param {Response} response */
async function whole(response) {
  const isPage = response.type === "basic" && response.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage || response.redirected) return response;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength ? body : null, response); // a 204 may not have any
}

/**
 * Another site's page may send a form here, as a navigation. The worker sees the page that sent it, and
 * where it sees none it leaves the form to the server, which refuses what comes from elsewhere.
 *
 * @param {Request} request @param {URL} url
 */
function isOurs({ mode, referrer }, url) {
  return mode !== "navigate" || (!!referrer && new URL(referrer).origin === url.origin);
}

/**
 * Another app's share sheet sends a form that no page has sent. Another site's page can make the browser
 * send one that looks the same; all that it gains is a picture on the screen, which nobody has to keep.
 *
 * @param {Request} request @param {URL} url
 */
function isShare(request, url) {
  const { referrer } = request;
  return !referrer || referrer === "about:client" || isOurs(request, url);
}

/** Pictures are kept on this phone and go nowhere. @param {Request} request @param {URL} url @param {Phone} phone */
async function shared(request, url, phone) {
  /** @type {File[]} */
  let files = [];
  try {
    const given = (await request.formData()).getAll("photo").slice(0, MOST_SHARED);
    files = given.filter((each) => each instanceof File);
    await phone.share(files);
  } catch {
    files = []; // no room, or nothing that can be read: the page says so
  }
  return Response.redirect(new URL(`${SHARED}?shared=${files.length}`, url).href, 303);
}

/** As the browser made it: a request with anything added would come from this worker. @param {Request} request @param {URL} url @param {Phone} phone */
async function untouched(request, url, phone) {
  const response = await inTime(phone.fetch(request), PATIENCE).catch(() => undefined);
  if (!response) return sorryUnreachable(request, url, null, phone);
  await afterwards(request, url, response, phone).catch(() => {});
  return response;
}

/**
 * The practised application: nothing of it is read, copied or kept. Only where no answer comes
 * there is a page that says so, without what was typed.
 *
 * @param {Request} request @param {URL} url @param {Phone} phone
 */
async function handedOn(request, url, phone) {
  const isRead = request.method === "GET";
  const answer = isRead
    ? fetchWithin(phone.fetch, request, {}, PATIENCE, whole)
    : inTime(phone.fetch(request), PATIENCE); // as the browser made it
  const response = await answer.catch(() => undefined);
  return response ?? sorryUnreachable(request, url, null, phone);
}

/** @param {Request} request */
function isForm({ headers }) {
  return !!headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded");
}

/** @param {Phone} phone */
async function waits(phone) {
  return opened(phone).then(holdsOwn).catch(() => false);
}

/**
 * The browser has the key of another household now. Unless it has left, what is only here goes along;
 * the rows of before go when everything of the other household has come.
 *
 * @param {Database} db @param {boolean} leaving
 */
async function begin(db, leaving) {
  if (leaving || !(await holdsOwn(db))) return wipe(db);
  const tx = db.transaction(["meta", "copy"], "readwrite");
  for (const key of ["household", "epoch", "cursor", "stopped", "put_out"]) tx.objectStore("meta").delete(key);
  tx.objectStore("meta").put(true, "sweeping");
  tx.objectStore("copy").clear();
  await turnIn(tx.objectStore("meta"));
  await tx.done;
}

/** A phone that was put out has now heard so from the server, and begins anew. @param {Phone} phone */
async function toldWhy(phone) {
  const db = await opened(phone);
  if (!(await meta(db, "put_out"))) return;
  await db.delete("meta", "put_out");
  phone.replaced();
}

/** Where a part of the practised application begins. @param {URL} url */
function beginning({ pathname }) {
  return isPrivate(pathname) ? `/${pathname.split("/")[1]}` : "";
}

/** @param {Request} request @param {URL} url @param {Request | null} spare @param {Phone} phone */
async function sorryUnreachable(request, url, spare, phone) {
  if (request.method === "GET" && url.pathname === LEAVE) return Response.redirect(new URL(EMPTYING, url).href, 303);
  const language = await inTime(phone.language(), OPENING).catch(() => "ko");
  const look = await inTime(phone.look(), OPENING).catch(() => undefined);
  const typed = spare && isForm(spare) ? await posted(spare).catch(() => null) : null;
  const [pulled, leaving] = await opened(phone)
    .then((db) => Promise.all([meta(db, "pulled"), leavingOf(db)]))
    .catch(() => []);
  const { status, headers, body } = unreachable(language ?? "ko", look ?? known(), {
    pulled: !!pulled,
    estimates: !!pulled && request.method === "GET" && isPrivate(url.pathname),
    emptied: isOwed(leaving),
    leaving: url.pathname === LEAVE,
    once: (typed ?? []).some(([name]) => name === "op_id"),
    again: request.method === "GET" ? url.pathname + url.search : beginning(url),
    unkept: request.method !== "GET" && isPrivate(url.pathname),
    action: typed ? url.pathname : "",
    typed: (typed ?? []).map(([name, text]) => [name, looksLikeResidentNumber(text) ? "" : text]),
  });
  return new Response(body, { status, headers });
}
