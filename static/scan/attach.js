/**
 * 사진 붙이기: a photo for a receipt that was written by hand, on its page. Made small and bare like any other,
 * and kept on this phone.
 *
 * @import { Taken } from "./capture.js"
 */
import { closeToast, toast } from "../page/toast.js";
import { newId } from "../worker/op.js";
import { attach, attachLess } from "./capture.js";
import { drawSmaller, openPicture } from "./downscale.js";
import { pagesOf } from "./pdf.js";
import { findByHash, isFull, savePhoto } from "./photos.js";
import { tellRefusal } from "./problems.js";
import { showKept } from "./review.js";

const TOLD = 3_000; // ms

const world = { newId, clock: () => new Date(), openPicture, drawSmaller, pagesOf, savePhoto, findByHash };

/** @param {Document} document */
export function arriveAttach(document) {
  const place = document.querySelector("[data-receipt]");
  const input = document.querySelector("[data-attach] input");
  if (!(place instanceof HTMLElement && input instanceof HTMLInputElement)) return;
  const { receipt: id = "", whose: member_id = "" } = place.dataset;
  input.onchange = async () => {
    const [file] = input.files ?? [];
    input.value = ""; // the same one may be chosen again
    document.querySelector("#scan-problems")?.replaceChildren();
    if (file) await attached(document, place, { id, member_id }, await attach(file, { id, member_id }, world));
  };
}

/** @param {Document} document @param {HTMLElement} place @param {{id: string, member_id: string}} receipt @param {Taken} taken */
async function attached(document, place, receipt, { photos, refusals }) {
  for (const refusal of refusals) {
    tellRefusal(document, refusal, ["small"], () => void less(document, place, receipt, refusal.retry));
  }
  if (!photos.length) return;
  await showKept(place);
  closeToast(document, "toast-photo-removed"); // what it offers to bring back has another in its place
  toast(document, "toast-photo-saved", {}, TOLD);
  /** @type {HTMLElement | null} */ (place.querySelector(".viewer-frame"))?.focus();
}

/** @param {Document} document @param {HTMLElement} place @param {{id: string, member_id: string}} receipt @param {Blob} [file] */
async function less(document, place, receipt, file) {
  if (!file) return;
  try {
    const { photo } = await attachLess(file, receipt, world);
    await attached(document, place, receipt, { photos: [photo], refusals: [] });
  } catch (error) {
    const problem = isFull(error) ? "full" : "broken";
    await attached(document, place, receipt, { photos: [], refusals: [{ name: "", problem, retry: file }] });
  }
}
