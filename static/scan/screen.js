/**
 * 찍기: what is taken here is saved first, read behind, and checked in its order. One queue and one reader
 * serve all the screens that this page shows one after the other.
 *
 * @import { Photo } from "./photos.js"
 * @import { Refusal, Taken } from "./capture.js"
 */
import { sayAloud } from "../page/aloud.js";
import { ofThisBrowser } from "../page/notes.js";
import { closeToast, toast, UNDO } from "../page/toast.js";
import { newId } from "../worker/op.js";
import { hasCamera, openCamera } from "./camera.js";
import { KEPT, take, takeLess } from "./capture.js";
import { drawSmaller, openPicture } from "./downscale.js";
import { pagesOf } from "./pdf.js";
import {
  dropShared, findByHash, getPhoto, isFull, keepPhoto, keepsPhotos, listPhotos, listShared, removePhoto, savePhoto, updatePhoto,
} from "./photos.js";
import { showProblem, tellRefusal } from "./problems.js";
import { Queue } from "./queue.js";
import { Reader } from "./reader.js";
import { arriveReview, openReview, showFailure, showReading, showStep } from "./review.js";
import { fetchTools, prepareTools, showTools } from "./tools.js";

const TOLD = 3_000; // ms that 저장했어요 stands there
const LAST_PERSON = "scan-person";
const BUZZ = 30; // ms

const world = { newId, clock: () => new Date(), openPicture, drawSmaller, pagesOf, savePhoto, findByHash };

const queue = new Queue({
  reader: new Reader({ prepare: () => prepareTools(document), start: (script) => new Worker(script) }),
  listPhotos,
  updatePhoto,
  shrink,
  tell: (photo) => void inTurn(() => changed(document, photo)),
  say: (id, step) => showStep(document, id, step),
  alone: (work) => (navigator.locks ? navigator.locks.request("scan-reading", work) : work()),
});

/** The photo that is being checked. */
let current = "";

/** @type {Promise<unknown>} */
let drawn = Promise.resolve();

/** What is shown is shown in the order in which it happened. @param {() => Promise<void>} show */
function inTurn(show) {
  const shown = drawn.then(show);
  drawn = shown.catch(() => {});
  return shown;
}

/** What stays as long as the page is open, whatever it shows. @param {Document} document */
export function listenOnce(document) {
  window.addEventListener("online", () => void queue.tryAgain());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || !partOf(document)) return;
    void draw(document).then(() => queue.tryAgain());
  });
  document.addEventListener("paste", (event) => {
    const files = [.../** @type {ClipboardEvent} */ (event).clipboardData?.files ?? []];
    if (partOf(document) && files.length) void takeAll(document, files);
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      const { dataTransfer } = /** @type {DragEvent} */ (event);
      if (!partOf(document) || !dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (name === "drop") void takeAll(document, [...dataTransfer.files]);
    });
  }
  document.addEventListener("scan:again", (event) => {
    void away(document, /** @type {CustomEvent<{id: string}>} */ (event).detail.id);
    /** @type {HTMLInputElement | null} */ (document.querySelector('[data-take="camera"]'))?.click();
  });
  document.addEventListener("scan:retry", (event) => {
    void retry(document, /** @type {CustomEvent<{id: string}>} */ (event).detail.id);
  });
  document.addEventListener("scan:removed", (event) => {
    void draw(document);
    offerUndo(document, /** @type {CustomEvent<{photo: Photo}>} */ (event).detail.photo);
  });
}

/** @param {Document} document */
export async function arriveScreen(document) {
  const part = partOf(document);
  if (!part) return readOn(document);
  current = "";
  part.hidden = false;
  chooseLastPerson(document);
  leadByHand(document);
  listen(document, part);
  if (!(await keepsPhotos())) return void showProblem(document, "nowhere");
  const asked = new URLSearchParams(document.location.search);
  const saved = asked.get("saved");
  if (saved) await keepPhoto(saved);
  current = asked.get("photo") ?? "";
  await showTools(document);
  await draw(document);
  await takeShared(document);
  await queue.tryAgain();
}

/** A form came back with a question before its photo was read. @param {Document} document */
async function readOn(document) {
  const id = /** @type {HTMLInputElement | null} */ (document.querySelector("#scan-review input[name=id]"))?.value;
  const photo = id ? await getPhoto(id) : undefined;
  if (photo?.state === "waiting" || photo?.state === "reading") await queue.wake();
}

/** @param {Document} document @returns {HTMLElement | null} */
function partOf(document) {
  return document.querySelector("#scan-capture");
}

/** @param {Document} document @param {HTMLElement} part */
function listen(document, part) {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll("[data-take]"))) {
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = ""; // the same one may be chosen again
      void takeAll(document, files);
    });
  }
  part.querySelector(".people-chips")?.addEventListener("change", () => void choosePerson(document));
  for (const button of part.querySelectorAll("[data-fetch]")) {
    button.addEventListener("click", () => {
      fetchTools(document).then(() => queue.tryAgain(), () => {}); // the panel says why not
    });
  }
  const live = /** @type {HTMLElement | null} */ (part.querySelector("[data-live]"));
  if (live && hasCamera(navigator)) {
    live.hidden = false;
    live.addEventListener("click", () => void look(document));
  }
}

/** @param {Document} document */
async function look(document) {
  document.querySelector("#scan-problems")?.replaceChildren();
  const end = await openCamera(document, async (picture) => {
    const taken = await take(picture, person(document), world);
    void took(document, taken);
    return taken.photos.length > 0;
  });
  if (end !== "closed") showProblem(document, end);
}

/** Save first, one after the other; what they say is read behind. @param {Document} document @param {File[]} files */
async function takeAll(document, files) {
  document.querySelector("#scan-problems")?.replaceChildren();
  for (const file of files) await took(document, await take(file, person(document), world));
}

/** @param {Document} document @param {Taken} taken */
async function took(document, { photos, refusals }) {
  for (const refusal of refusals) showRefusal(document, refusal);
  if (!photos.length) return;
  await giveTo(document, photos); // somebody may have been chosen while they were being saved
  if (document.documentElement.dataset.buzz !== "off") navigator.vibrate?.(BUZZ);
  closeToast(document, "toast-photo-saved");
  toast(document, "toast-photo-saved", {}, TOLD);
  void sayAloud(document, "saved");
  await draw(document);
  void queue.wake();
}

/** What other apps have shared. @param {Document} document */
async function takeShared(document) {
  for (const { key, file } of await listShared()) {
    await took(document, await take(file, person(document), world));
    await dropShared(key);
  }
}

/** @param {Document} document */
function person(document) {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector('[name="for"]:checked'));
  return chosen?.value ?? "";
}

/** Whoever it was the last time; but with photos that somebody has sent, the person says. @param {Document} document */
function chooseLastPerson(document) {
  const chips = document.querySelector(".people-chips");
  if (person(document) || chips?.hasAttribute("data-shared")) return;
  const chip = chips?.querySelector(`[value="${CSS.escape(ofThisBrowser.read(LAST_PERSON))}"]`);
  if (chip instanceof HTMLInputElement) chip.checked = true;
}

/** Whoever writes by hand writes for the same person. @param {Document} document */
function leadByHand(document) {
  const member = person(document);
  const link = document.querySelector("[data-by-hand]");
  if (member) link?.setAttribute("href", `/receipts/new?member=${encodeURIComponent(member)}`);
}

/** Photos that are nobody's yet are theirs. @param {Document} document */
async function choosePerson(document) {
  const member_id = person(document);
  leadByHand(document);
  ofThisBrowser.write(LAST_PERSON, member_id);
  await giveTo(document, await unchecked());
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector('#scan-review [name="member_id"]'));
  if (!select || select.value) return;
  select.value = member_id;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Those that are nobody's yet. @param {Document} document @param {Photo[]} photos */
async function giveTo(document, photos) {
  const member_id = person(document);
  const nobodys = member_id ? photos.filter((photo) => !photo.member_id) : [];
  for (const { id } of nobodys) await updatePhoto(id, { member_id });
}

/** @returns {Promise<Photo[]>} */
async function unchecked() {
  return (await listPhotos()).filter(({ state }) => state !== "kept");
}

/** The photos that wait, and of those the first in the form. @param {Document} document */
function draw(document) {
  return inTurn(() => drawNow(document));
}

/** @param {Document} document */
async function drawNow(document) {
  const photos = await unchecked();
  drawList(document, photos);
  const section = /** @type {HTMLElement | null} */ (document.querySelector("#scan-review"));
  if (!section) return;
  const shown = photos.find(({ id }) => id === current) ?? photos[0];
  if (!shown) {
    current = "";
    section.hidden = true;
    section.dataset.scan = "";
  } else {
    await review(document, shown, photos.length - 1);
  }
  document.dispatchEvent(new CustomEvent("scan:drawn")); // home and the app's icon count them, too
}

/** @param {Document} document @param {Photo} photo @param {number} waiting  others */
async function review(document, photo, waiting) {
  current = photo.id;
  await openReview(document, photo, { waiting });
}

/** @param {Document} document @param {Photo[]} photos */
function drawList(document, photos) {
  const part = /** @type {HTMLElement | null} */ (document.querySelector("#scan-waiting"));
  const [title, list] = [part?.querySelector("h2"), part?.querySelector("ul")];
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template#scan-photo"));
  if (!part || !title || !list || !template) return;
  part.hidden = photos.length < 2; // one alone is in the form
  title.textContent = (title.dataset.count ?? "").replace("{n}", String(photos.length));
  for (const old of list.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  list.replaceChildren(...photos.map((photo) => itemOf(document, template, photo)));
}

/** @param {Document} document @param {HTMLTemplateElement} template @param {Photo} photo */
function itemOf(document, template, photo) {
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  item.dataset.state = photo.state;
  item.dataset.photo = photo.id;
  const state = /** @type {HTMLElement} */ (item.querySelector(".photo-state"));
  state.textContent = state.dataset[photo.state] ?? "";
  const picture = item.querySelector("img");
  if (picture && photo.thumbnail) picture.src = URL.createObjectURL(photo.thumbnail);
  item.querySelector("[data-open]")?.addEventListener("click", () => void open(document, photo.id));
  item.querySelector("[data-remove]")?.addEventListener("click", () => void remove(document, photo.id));
  return item;
}

/** @param {Document} document @param {string} id */
function open(document, id) {
  return inTurn(async () => {
    const photo = await getPhoto(id);
    if (photo) await review(document, photo, (await unchecked()).length - 1);
  });
}

/** @param {Document} document @param {string} id */
async function remove(document, id) {
  const photo = await away(document, id);
  if (photo) offerUndo(document, photo);
}

/** @param {Document} document @param {string} id */
async function away(document, id) {
  const photo = await removePhoto(id);
  await draw(document);
  return photo;
}

/** @param {Document} document @param {Photo} photo */
function offerUndo(document, photo) {
  closeToast(document, "toast-photo-removed");
  const undo = async () => {
    await savePhoto(photo);
    if (partOf(document)) await draw(document);
    else await arriveReview(document);
    void queue.wake();
  };
  toast(document, "toast-photo-removed", { undo: () => void undo() }, UNDO);
}

/** @param {Document} document @param {string} id */
async function retry(document, id) {
  await updatePhoto(id, { state: "waiting", reading: null });
  await open(document, id);
  await queue.wake();
}

/** A photo is being read, or was. @param {Document} document @param {Photo} photo */
async function changed(document, { id, state, reading, straightened }) {
  drawList(document, await unchecked());
  if (!reading) return;
  if (state === "read" || "form" in reading) showReading(document, id, /** @type {any} */ (reading), straightened);
  else showFailure(document, id, reading.reason);
}

/**
 * As it stays on the phone: smaller, and with resident numbers painted over.
 *
 * @param {Photo} _photo @param {Blob} sharp @param {import("./read.js").Reading} reading
 * @returns {Promise<Partial<Photo>>}
 */
async function shrink(_photo, sharp, { blackout, photo: size }) {
  const bitmap = await openPicture(sharp);
  const cover = blackout?.length ? { quads: blackout, ...size } : undefined;
  const picture = await drawSmaller(bitmap, KEPT.longSide, KEPT.quality, cover);
  bitmap.close();
  return picture;
}

/** @param {Document} document @param {Refusal} refusal */
function showRefusal(document, refusal) {
  const section = /** @type {HTMLElement | null} */ (document.querySelector("#scan-review"));
  if (section?.hidden) section.dataset.scan = "failed";
  const { retry: file } = refusal;
  tellRefusal(document, refusal, ["small", "text"], (what) => file && void less(document, file, what));
}

/** @param {Document} document @param {Blob} file @param {"small" | "text"} what */
async function less(document, file, what) {
  try {
    const { photo, sharp } = await takeLess(file, person(document), what, world);
    if (sharp) queue.sharp.set(photo.id, sharp);
    await took(document, { photos: [photo], refusals: [] });
  } catch (error) {
    showRefusal(document, { name: "", problem: isFull(error) ? "full" : "broken", retry: file });
  }
}

