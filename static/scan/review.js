/**
 * The review of a photo (S-08): the receipt's ordinary form, filled with what was read. What is
 * not sure is amber until the person says that it is right or types something else. What a person
 * has typed is never overwritten, however late the reading comes.
 *
 * `data-scan` on #scan-review says how far it is: `reading`, `read` or `failed`, the last two only
 * when the fields hold their values.
 *
 * @import { Box } from "./image/quad.js"
 * @import { Photo } from "./photos.js"
 * @import { Reading } from "./read.js"
 * @import { State } from "./checks.js"
 *
 * @typedef {object} Review  of one photo, while its form is on the page
 * @property {string} id
 * @property {HTMLElement} section
 * @property {HTMLFormElement} form
 * @property {Set<string>} typed  fields that are the person's own
 * @property {Set<string>} open  fields that are amber
 * @property {Map<string, Box>} boxes  where on the page a field stands
 * @property {readonly string[] | null} left  fields that were amber when the app was closed
 * @property {boolean} shown  its reading stands in the form
 */
import { put } from "../page/form.js";
import { addCheck, removeCheck, showState } from "./checks.js";
import { dropDraft, keepable } from "./drafts.js";
import { firstEmpty } from "./first-empty.js";
import { getPhoto, keepPhoto, keepsPhotos, listPhotos, removePhoto, updatePhoto } from "./photos.js";
import { askQuestions } from "./questions.js";
import { hidePhoto, lookAt, showPhoto, turnPhoto } from "./viewer.js";
import { wordsOf } from "./words.js";

const KEEP_AFTER = 400; // ms without typing
const TRIED_AGAIN = ["crashed", "offline", "no_pack"];
const CONTROLS = ["id", "op_id", "unverified", "then", "verified"];

/** @type {Review | null} */
let review = null;
let filling = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let keeping;

/**
 * Show a photo and an empty form for it; or what was typed into it before the app was closed.
 *
 * @param {Document} document
 * @param {Photo} photo
 * @param {{waiting?: number}} [others]  how many more photos are to be looked at
 */
export async function openReview(document, photo, { waiting = 0 } = {}) {
  const section = document.querySelector("#scan-review");
  const form = section?.querySelector("#receipt-form");
  if (!(section instanceof HTMLElement && form instanceof HTMLFormElement)) return;
  const same = review?.id === photo.id && review.form === form && !section.hidden;
  if (!same) begin(section, form, photo);
  leadOn(form, waiting);
  if (photo.reading && !review?.shown && section.dataset.scan === "reading") {
    await showReading(document, photo.id, photo.reading, photo.straightened);
  }
}

/** @param {HTMLElement} section @param {HTMLFormElement} form @param {Photo} photo */
function begin(section, form, photo) {
  empty(form);
  review = {
    ...{ id: photo.id, section, form },
    ...{ typed: new Set(), open: new Set(), boxes: new Map() },
    ...{ left: photo.fields ?? null, shown: false },
  };
  hidden(form, "id").value = photo.id;
  hidden(form, "op_id").value = crypto.randomUUID();
  fillIn(() => put(form, "member_id", photo.member_id || memberOf(form)));
  for (const [name, value] of Object.entries(photo.draft ?? {})) {
    fillIn(() => put(form, name, value));
    review.typed.add(name);
  }
  listen(form);
  show(section, photo);
  noticeOf(section).hidden = true;
  section.dataset.accepted = "false";
  section.dataset.scan = "reading";
  section.hidden = false;
  say("waiting");
}

/** The form as it came, without what was read from another photo. @param {HTMLFormElement} form */
function empty(form) {
  form.reset();
  hidden(form, "unverified").value = "";
  for (const name of ["provider_kind", "care_kind", "member_id"]) delete form.dataset[name];
  for (const field of form.querySelectorAll("[data-read]")) {
    removeCheck(/** @type {HTMLElement} */ (field));
  }
  askQuestions(form, []);
  for (const fold of form.querySelectorAll("details")) fold.open = false;
  fillIn(() => {
    for (const input of form.querySelectorAll("[data-amount] input")) {
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

/** The person of the form: asked for by the address, or the only one there is. @param {HTMLFormElement} form */
function memberOf(form) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem("member_id")).value;
}

/** @param {HTMLElement} section @param {Photo} photo */
function show(section, photo) {
  const figure = section.querySelector("#viewer");
  if (!photo.blob) return hidePhoto(figure);
  const { blob, width, height, id } = photo;
  showPhoto(figure, { blob, width, height }, () => void remove(id, figure));
}

/** Away from this phone; a toast offers to take it back. @param {string} id @param {Element | null} figure */
async function remove(id, figure) {
  const photo = await removePhoto(id);
  hidePhoto(figure);
  document.querySelector("[data-attach]")?.removeAttribute("hidden");
  document.dispatchEvent(new CustomEvent("scan:removed", { detail: { photo } }));
}

/** Where 저장 leads: to the next photo, while there is one. @param {HTMLFormElement} form @param {number} waiting */
function leadOn(form, waiting) {
  const [another, save] = /** @type {NodeListOf<HTMLButtonElement>} */ (
    form.querySelectorAll("button[name=then]")
  );
  if (!save) return; // a receipt that is being corrected
  another.value = "scan";
  save.value = waiting ? "scan" : "";
}

/** @param {Document} document @param {string} id @param {string} step */
export function showStep(document, id, step) {
  if (review?.id === id && !review.shown) say(step);
}

/**
 * @param {Document} document
 * @param {string} id
 * @param {Photo["reading"] & {}} reading
 * @param {Blob | null} straightened
 */
export async function showReading(document, id, reading, straightened) {
  const page = straightened && (await createImageBitmap(straightened).catch(() => null));
  if (review?.id !== id || review.shown) return page?.close();
  review.shown = !TRIED_AGAIN.includes(reading.reason);
  const { section, form } = review;
  noticeOf(section).hidden = true;
  if ("fields" in reading) {
    take(review, reading, page);
    askQuestions(form, reading.questions);
    layFlat(review, reading, straightened);
    section.dataset.accepted = String(reading.accepted);
  }
  sameDay(review);
  page?.close();
  if (reading.status === "failed") return showFailure(document, id, reading.reason);
  tell(review, section.dataset.accepted === "true");
  section.dataset.scan = "read";
}

/** The page as it was read takes the photo's place, once it was understood. @param {Review} review @param {Reading} reading @param {Blob | null} straightened */
function layFlat({ id, section, boxes }, { status, page, fields }, straightened) {
  const figure = section.querySelector("#viewer");
  if (status !== "read" || !straightened) return turnPhoto(figure, page.turned);
  const { width, height } = page;
  showPhoto(figure, { blob: straightened, width, height }, () => void remove(id, figure));
  for (const [name, { box }] of Object.entries(fields)) if (box) boxes.set(name, box);
}

/** @param {Review} review @param {Reading} reading @param {ImageBitmap | null} page */
function take(review, { fields }, page) {
  const { form, typed } = review;
  for (const [name, { value, doubtful, computed, box }] of Object.entries(fields)) {
    const known = form.elements.namedItem(name);
    if (!known || typed.has(name)) continue;
    if (doubtful && isRemembered(form, name)) continue;
    fillIn(() => put(form, name, value));
    const state = stateOf(doubtful, computed);
    const done = doubtful && review.left && !review.left.includes(name);
    mark(review, name, done ? "checked" : state, page && box ? { bitmap: page, box } : null);
  }
}

/** A kind that the last visit to the same place tells better than a doubtful reading. @param {HTMLFormElement} form @param {string} name */
const isRemembered = (form, name) => form.dataset[name] !== undefined;

/** @param {boolean} doubtful @param {boolean} computed @returns {State} */
function stateOf(doubtful, computed) {
  if (doubtful) return computed ? "computed" : "doubtful";
  return computed ? "sure-computed" : "sure";
}

/**
 * @param {Review} review
 * @param {string} name
 * @param {State} state
 * @param {Parameters<typeof addCheck>[2]["crop"]} crop
 */
function mark(review, name, state, crop) {
  const field = boxOf(review.form, name);
  if (!field) return;
  addCheck(field, state, { crop, right: () => settle(name) });
  if (state === "doubtful" || state === "computed") review.open.add(name);
  list(review);
}

/** A field is right: the person has said so, or has typed it. @param {string} name */
function settle(name) {
  const field = review && boxOf(review.form, name);
  if (!review?.open.delete(name) || !field) return;
  showState(field, "checked");
  list(review);
  if (review.open.size) say("left", { n: review.open.size });
  else say("checked");
  keepSoon();
}

/** The fields that travel with the receipt as not looked at: days and amounts. @param {Review} review */
function list({ form, open }) {
  hidden(form, "unverified").value = [...open].filter((name) => isCheckable(form, name)).join(",");
}

/** @param {HTMLFormElement} form @param {string} name */
function isCheckable(form, name) {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement && (input.type === "date" || !!input.closest("[data-amount]"));
}

/** Receipts of one outing have one day: taken over from the one before where none was read. @param {Review} review */
function sameDay({ section, form, typed }) {
  const day = section.dataset.day;
  const field = form.elements.namedItem("care_from");
  if (!day || typed.has("care_from") || !(field instanceof HTMLInputElement) || field.value) return;
  fillIn(() => put(form, "care_from", day));
}

/** @param {Review} review @param {boolean} accepted */
function tell({ open }, accepted) {
  if (open.size) say("doubtful", { n: open.size });
  else say(accepted ? "sure" : "nothing-doubtful");
}

/**
 * Nothing usable, and why; what was read all the same stays, and so does the form.
 *
 * @param {Document} document @param {string} id @param {string} reason
 */
export function showFailure(document, id, reason) {
  if (review?.id !== id) return;
  const { section } = review;
  const notice = noticeOf(section);
  const again = TRIED_AGAIN.includes(reason);
  notice.querySelector("[data-do=retry]")?.toggleAttribute("hidden", !again);
  notice.querySelector("[data-do=again]")?.toggleAttribute("hidden", again);
  notice.onclick = ({ target }) => {
    const action = target instanceof Element ? target.closest("[data-do]") : null;
    if (action) answerFailure(id, notice, action.getAttribute("data-do") ?? "");
  };
  say(reason, {}, "scan-failures");
  notice.hidden = false;
  section.dataset.scan = "failed";
}

/** @param {HTMLElement} section */
const noticeOf = (section) => /** @type {HTMLElement} */ (section.querySelector("#scan-failure"));

/** @param {string} id @param {HTMLElement} notice @param {string} wanted */
function answerFailure(id, notice, wanted) {
  notice.hidden = true;
  if (wanted === "type") return void (review && firstEmpty(review.form)?.focus());
  if (wanted === "retry" && review) {
    review.shown = false;
    review.section.dataset.scan = "reading";
    say("waiting");
  }
  document.dispatchEvent(new CustomEvent(`scan:${wanted}`, { detail: { id } }));
}

/**
 * A form or a receipt that came from the server or the worker: its photo, if this phone has it,
 * and what of it nobody has looked at yet.
 *
 * @param {Document} document
 */
export async function arriveReview(document) {
  const asked = new URLSearchParams(document.location.search);
  const [saved, same] = [asked.get("saved"), asked.get("same")];
  if (saved) await keepPhoto(saved);
  if (same && (await keepsPhotos())) await letGo(same);
  const receipt = document.querySelector("[data-receipt]");
  if (receipt instanceof HTMLElement) return showKept(receipt);
  const section = document.querySelector("#scan-review:not([hidden])");
  const form = section?.querySelector("#receipt-form");
  if (section instanceof HTMLElement && form instanceof HTMLFormElement) await resume(section, form);
}

/** The paper that was written down before: of its double nothing waits to be checked any more. @param {string} id */
async function letGo(id) {
  history.replaceState(history.state, "", location.pathname); // what is taken back is not let go again
  await dropDraft(id);
  const photo = await getPhoto(id);
  if (photo && photo.state !== "kept") await remove(id, null);
}

/** A receipt's photo; or that it is elsewhere, and a way to attach one. @param {HTMLElement} place */
export async function showKept(place) {
  const figure = place.querySelector("#viewer");
  const photo = await getPhoto(place.dataset.receipt ?? "").catch(() => undefined); // no photos at all
  place.querySelector("[data-no-photo]")?.toggleAttribute("hidden", !!photo);
  document.querySelector("[data-attach]")?.toggleAttribute("hidden", !!photo?.blob || !(await keepsPhotos()));
  if (!photo) return;
  if (photo.state !== "kept") await keepPhoto(photo.id);
  if (!photo.blob || !place.isConnected) return;
  const { blob, width, height } = photo;
  showPhoto(figure, { blob, width, height }, () => void remove(photo.id, figure));
}

/** The form of a photo came back, with questions or to be corrected. @param {HTMLElement} section @param {HTMLFormElement} form */
async function resume(section, form) {
  const own = form.querySelector("input[name=id]");
  const id = own instanceof HTMLInputElement ? own.value : form.action.split("/").at(-1) ?? "";
  const photo = await getPhoto(id);
  const names = hidden(form, "unverified").value.split(",").filter((name) => name !== "");
  if (!form.isConnected || (!photo && !names.length)) return;
  review = {
    ...{ id, section, form, typed: filledIn(form), open: new Set(), boxes: new Map() },
    ...{ left: null, shown: photo?.state !== "waiting" && photo?.state !== "reading" },
  };
  listen(form);
  const reading = photo?.reading && "fields" in photo.reading ? photo.reading : null;
  const page = photo?.straightened && (await createImageBitmap(photo.straightened).catch(() => null));
  for (const name of names) {
    const box = reading?.fields[name]?.box;
    const computed = !!reading?.fields[name]?.computed;
    mark(review, name, stateOf(true, computed), page && box ? { bitmap: page, box } : null);
  }
  page?.close();
  if (!photo) return;
  show(section, photo);
  if (photo.state === "kept") return;
  const others = (await listPhotos()).filter((each) => each.id !== id && each.state !== "kept");
  leadOn(form, others.length);
  if (reading) {
    askQuestions(form, reading.questions);
    layFlat(review, reading, photo.straightened);
  }
  section.dataset.accepted = String(!!reading?.accepted);
  section.dataset.scan = review.shown ? photo.reading?.status ?? "failed" : "reading";
}

/** What the person has sent is theirs. @param {HTMLFormElement} form @returns {Set<string>} */
function filledIn(form) {
  return new Set([...new FormData(form)].flatMap(([name, value]) => (value ? [name] : [])));
}

/** @param {HTMLFormElement} form */
function listen(form) {
  if (form.dataset.reviewed) return;
  form.dataset.reviewed = "1";
  form.addEventListener("focusin", ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target);
    const box = review?.form === form ? review.boxes.get(name) : undefined;
    if (box) lookAt(form.closest("#scan-review")?.querySelector("#viewer") ?? null, box);
  });
  for (const type of ["input", "change"]) {
    form.addEventListener(type, ({ target }) => {
      const { name } = /** @type {HTMLInputElement} */ (target);
      if (filling || !name || !review || CONTROLS.includes(name)) return;
      review.typed.add(name);
      settle(name);
      keepSoon();
    });
  }
}

/** What was typed outlives the app. */
function keepSoon() {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (!review?.form.isConnected) return;
    const { id, form, typed, open, shown } = review;
    const data = new FormData(form);
    const draft = keepable([...typed].map((name) => [name, data.get(name)]));
    void updatePhoto(id, { draft, fields: shown ? [...open] : undefined });
  }, KEEP_AFTER);
}

/** @param {() => void} change */
function fillIn(change) {
  filling = true;
  change();
  filling = false;
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLElement | null} the box around a field */
function boxOf(form, name) {
  return form.querySelector(`[name="${name}"]`)?.closest(".field") ?? null;
}

/** @param {HTMLFormElement} form @param {string} name */
function hidden(form, name) {
  return /** @type {HTMLInputElement} */ (form.querySelector(`input[type=hidden][name=${name}]`));
}

/** @param {string} word @param {Record<string, number>} [filledIn] @param {string} [texts]  id of their template */
function say(word, filledIn, texts = "scan-words") {
  const line = review?.section.querySelector("#scan-said");
  if (line) line.textContent = wordsOf(document, texts)(word, filledIn);
}
