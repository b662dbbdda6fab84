/**
 * The form of a receipt without a photo outlives the page: what is typed into it is kept, and offered when
 * such a form is opened again. A form with a photo is kept with that (review.js).
 *
 * @import { Draft } from "./photos.js"
 */
import { put } from "../page/form.js";
import { differs } from "../page/dirty.js";
import { closeToast, toast, UNDO } from "../page/toast.js";
import { dropDraft, keepable, keepDraft, latestDraft } from "./drafts.js";
import { firstEmpty } from "./first-empty.js";
import { getPhoto, keepsPhotos } from "./photos.js";

const CONTROLS = ["id", "op_id", "was", "then", "then_asked", "unverified", "verified"];
const TOAST = "toast-draft-dropped";

/** @type {{form: HTMLFormElement, typed: Set<string>} | null} */
let writing = null;

/** @param {Document} document */
export async function arriveHalfWritten(document) {
  if (!(await keepsPhotos())) return; // then nothing typed is kept, either
  const saved = new URLSearchParams(document.location.search).get("saved");
  if (saved) await dropDraft(saved);
  const form = document.querySelector("#receipt-form");
  const isOfPhotos = document.querySelector("#scan-capture");
  if (!(form instanceof HTMLFormElement) || isOfPhotos || "kept" in form.dataset) return;
  form.dataset.kept = "";
  if (isNew(form) && (await getPhoto(idOf(form)))) return;
  const isUntouched = !form.querySelector("[data-focus]") && ![...form.elements].some(differs);
  writing = { form, typed: new Set() };
  for (const type of ["input", "change"]) form.addEventListener(type, typing);
  const draft = await latestDraft(addressOf(form));
  if (!draft || !form.isConnected || writing.typed.size) return;
  if (isUntouched) offer(document, form, draft);
  else if (draft.id !== idOf(form) && isSame(draft.values, valuesOf(form))) await dropDraft(draft.id); // brought back by the browser
}

/** Kept with each letter: a page that is left waits for nothing. @param {Event} event */
function typing({ target }) {
  const { name } = /** @type {HTMLInputElement} */ (target);
  if (!writing || !name || CONTROLS.includes(name)) return;
  const { form, typed } = writing;
  typed.add(name);
  const values = valuesOf(form);
  const own = isNew(form) ? values : Object.fromEntries([...typed].map((name) => [name, values[name] ?? ""]));
  const kept = { id: idOf(form), form: addressOf(form), values: own, typed_at: new Date().toISOString() };
  const isEmpty = isNew(form) && ![...typed].some((name) => values[name]);
  void (isEmpty ? dropDraft(kept.id) : keepDraft(kept)).catch(() => {}); // no room
}

/** @param {Document} document @param {HTMLFormElement} form @param {Draft} draft */
function offer(document, form, draft) {
  const notice = /** @type {HTMLElement | null} */ (document.querySelector("#half-written"));
  if (!notice) return;
  notice.hidden = false;
  notice.onclick = ({ target }) => {
    const wanted = target instanceof Element && target.closest("[data-do]")?.getAttribute("data-do");
    if (!wanted) return;
    notice.hidden = true;
    if (wanted === "resume") resume(form, draft);
    else void discard(document, form, draft);
    firstEmpty(form)?.focus();
  };
}

/** It goes on as the receipt that it was to be. @param {HTMLFormElement} form @param {Draft} draft */
function resume(form, { id, values }) {
  const own = form.querySelector("input[name=id]");
  if (own instanceof HTMLInputElement) own.value = id;
  for (const [name, value] of Object.entries(values)) put(form, name, value);
}

/** @param {Document} document @param {HTMLFormElement} form @param {Draft} draft */
async function discard(document, form, draft) {
  await dropDraft(draft.id);
  const undo = () => void keepDraft(draft).then(() => offer(document, form, draft));
  closeToast(document, TOAST);
  toast(document, TOAST, { undo }, UNDO);
}

/** @param {HTMLFormElement} form */
const isNew = (form) => !!form.querySelector("input[name=id]");

/** @param {HTMLFormElement} form */
const addressOf = (form) => form.getAttribute("action") ?? "";

/** The receipt's, or the one that it will get. @param {HTMLFormElement} form */
function idOf(form) {
  const own = form.querySelector("input[name=id]");
  return own instanceof HTMLInputElement ? own.value : addressOf(form).split("/").at(-1) ?? "";
}

/** @param {HTMLFormElement} form */
function valuesOf(form) {
  return keepable([...new FormData(form)].filter(([name]) => !CONTROLS.includes(name)));
}

/** @param {Record<string, string>} one @param {Record<string, string>} other */
function isSame(one, other) {
  return Object.keys(one).every((name) => one[name] === other[name]);
}
