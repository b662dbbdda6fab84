/**
 * 적다 만 영수증: what was typed into the form of a receipt without a photo, until that is saved. Beside
 * the photos, and like them this phone's alone.
 *
 * @import { Draft } from "./photos.js"
 */
import { looksLikeResidentNumber } from "../worker/security.js";
import { open } from "./photos.js";

/** @param {Draft} draft */
export async function keepDraft(draft) {
  await (await open()).put("draft", draft);
}

/** The last that was typed into a form of that address. @param {string} form @returns {Promise<Draft | undefined>} */
export async function latestDraft(form) {
  const drafts = (await (await open()).getAll("draft")).filter((draft) => draft.form === form);
  return drafts.sort((one, other) => (one.typed_at < other.typed_at ? 1 : -1))[0];
}

/** @param {string} id */
export async function dropDraft(id) {
  await (await open()).delete("draft", id);
}

export async function dropAllDrafts() {
  await (await open()).clear("draft");
}

/** Nothing that looks like a resident number is kept. @param {Iterable<[string, unknown]>} typed @returns {Record<string, string>} */
export function keepable(typed) {
  const texts = [...typed].map(([name, value]) => /** @type {const} */ ([name, String(value ?? "")]));
  return Object.fromEntries(texts.filter(([, text]) => !looksLikeResidentNumber(text)));
}

/**
 * A draft of a receipt that has been saved meanwhile, or is gone, is of no more use; nor is one that nobody
 * has gone on with for as long as a receipt stays in the trash.
 *
 * @param {(id: string) => Promise<{deleted_at: string | null} | null>} receipt
 * @param {number} trashBegins  ms since 1970
 */
export async function followDrafts(receipt, trashBegins) {
  for (const { id, form, typed_at } of await (await open()).getAll("draft")) {
    const [found, isNew] = [await receipt(id), !form.endsWith(id)];
    const isDone = isNew ? found !== null : !found || found.deleted_at !== null;
    if (isDone || Date.parse(typed_at) <= trashBegins) await dropDraft(id);
  }
}
