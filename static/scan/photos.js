/**
 * Photos of receipts, in an IndexedDB of their own: they belong to this phone, not to the household.
 *
 * Until a photo has been read it has a long side of up to 2,600 px, afterwards of 2,000 px with
 * resident numbers blacked out. What was read of it is kept only until its receipt is saved.
 *
 * @import { DBSchema, IDBPDatabase } from "idb"
 * @import { Reading } from "./read.js"
 *
 * @typedef {"waiting" | "reading" | "read" | "failed" | "kept"} State
 *
 * @typedef {object} Photo
 * @property {string} id  UUIDv7; the receipt gets the same
 * @property {string} taken_at  ISO
 * @property {Blob | null} blob  JPEG, upright, without metadata; null where there was no room for it
 * @property {Blob | null} thumbnail
 * @property {number} width  px of `blob`
 * @property {number} height
 * @property {string} hash  SHA-256 of the chosen file, hexadecimal
 * @property {string} member_id  "" if nobody was chosen
 * @property {State} state
 * @property {Reading | {status: "failed", reason: string} | null} reading
 * @property {Blob | null} straightened  the page laid flat; boxes of fields are in its pixels
 * @property {Record<string, string>} [draft]  what was typed into its form
 * @property {string[]} [fields]  names of fields that are still unverified
 *
 * @typedef {object} Draft  what was typed into a form that has no photo
 * @property {string} id  the receipt's, or the one that it will get
 * @property {string} form  where the form is sent
 * @property {Record<string, string>} values  of its fields
 * @property {string} typed_at  ISO
 *
 * @typedef {Partial<Photo> | ((present: Photo) => Partial<Photo>)} Change
 *
 * @typedef {DBSchema & {
 *   photo: {key: string, value: Photo, indexes: {hash: string, state: string}},
 *   shared: {key: number, value: File},
 *   draft: {key: string, value: Draft},
 * }} Schema
 */
import { openDB } from "idb";

export const NAME = "photos";
const VERSION = 2;

/** @typedef {IDBPDatabase<Schema>} Database */
/** @typedef {import("idb").IDBPTransaction<Schema, import("idb").StoreNames<Schema>[], "versionchange">} Upgrade */

/** @type {Promise<Database> | undefined} */
let opened;

/** @returns {Promise<Database>} */
export function open() {
  opened ??= opening();
  return opened;
}

/** @returns {Promise<Database>} one that failed is tried again the next time */
function opening() {
  /** @type {Promise<Database>} */
  const found = openDB(NAME, VERSION, { upgrade: build, blocking: closePhotos, terminated: closePhotos });
  found.catch(() => (opened = undefined));
  return found;
}

/** @param {Database} db @param {number} before  version  @param {number | null} _now @param {Upgrade} tx */
function build(db, before, _now, tx) {
  if (before < 1) {
    db.createObjectStore("photo", { keyPath: "id" }).createIndex("hash", "hash");
    db.createObjectStore("shared", { autoIncrement: true });
  }
  tx.objectStore("photo").createIndex("state", "state");
  db.createObjectStore("draft", { keyPath: "id" });
}

/** Whether this browser keeps photos at all: some do not, in a private window or because they are old. */
export async function keepsPhotos() {
  try {
    await open();
    return true;
  } catch {
    return false;
  }
}

/** An open one would keep the browser from clearing it away. */
export function closePhotos() {
  opened?.then((db) => db.close()).catch(() => {});
  opened = undefined;
}

/** @param {Photo} photo */
export async function savePhoto(photo) {
  await (await open()).put("photo", photo);
}

/** All of them or, where there is no room, none. @param {Photo[]} photos */
export async function savePhotos(photos) {
  const tx = (await open()).transaction("photo", "readwrite");
  await Promise.all([...photos.map((photo) => tx.store.put(photo)), tx.done]);
}

/** @param {string} id @returns {Promise<Photo | undefined>} */
export async function getPhoto(id) {
  return (await open()).get("photo", id);
}

/** In the order in which they were taken. @returns {Promise<Photo[]>} */
export async function listPhotos() {
  return (await open()).getAll("photo");
}

/** @param {string} hash @returns {Promise<Photo | undefined>} */
export async function findByHash(hash) {
  return (await open()).getFromIndex("photo", "hash", hash);
}

/**
 * @param {string} id
 * @param {Change} change
 * @returns {Promise<Photo | undefined>} as it is now; nothing if it was removed meanwhile
 */
export async function updatePhoto(id, change) {
  const tx = (await open()).transaction("photo", "readwrite");
  const present = await tx.store.get(id);
  const changed = present && { ...present, ...(typeof change === "function" ? change(present) : change) };
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** @param {string} id @returns {Promise<Photo | undefined>} what was there, for taking it back */
export async function removePhoto(id) {
  const tx = (await open()).transaction("photo", "readwrite");
  const present = await tx.store.get(id);
  await tx.store.delete(id);
  await tx.done;
  return present;
}

export async function removeAllPhotos() {
  const tx = (await open()).transaction(["photo", "shared"], "readwrite");
  await Promise.all([tx.objectStore("photo").clear(), tx.objectStore("shared").clear()]);
  await tx.done;
}

/** Its receipt was saved: of what was read nothing stays but what the person saved. @param {string} id */
export function keepPhoto(id) {
  const nothing = { reading: null, straightened: null, draft: undefined, fields: undefined };
  return updatePhoto(id, { ...nothing, state: "kept" });
}

/** @returns {Promise<{count: number, bytes: number}>} of all photos here */
export async function roomTaken() {
  const photos = await listPhotos();
  const blobs = photos.flatMap((photo) => [photo.blob, photo.thumbnail, photo.straightened]);
  return { count: photos.length, bytes: blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0) };
}

/** Files that another app has shared, until a page takes them in. @param {File[]} files */
export async function keepShared(files) {
  const tx = (await open()).transaction("shared", "readwrite");
  for (const file of files) await tx.store.add(file);
  await tx.done;
}

/** @returns {Promise<{key: number, file: File}[]>} in the order in which they came */
export async function listShared() {
  const store = (await open()).transaction("shared").store;
  const [keys, files] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return files.map((file, at) => ({ key: keys[at], file }));
}

/** @param {number} key */
export async function dropShared(key) {
  await (await open()).delete("shared", key);
}

/**
 * Brings the photos in line with the household's receipts: a photo whose receipt is there is kept;
 * one that was kept goes with its receipt, once that cannot be brought back any more.
 *
 * @param {(id: string) => Promise<{deleted_at: string | null} | null>} receipt
 * @param {number} trashBegins  ms since 1970: what was deleted before is gone for good
 */
export async function followReceipts(receipt, trashBegins) {
  for (const { id, state } of await listPhotos()) {
    const found = await receipt(id);
    const isGone = !found || (found.deleted_at !== null && Date.parse(found.deleted_at) <= trashBegins);
    if (state === "kept" && isGone) await removePhoto(id);
    if (state !== "kept" && found) await keepPhoto(id);
  }
}

/** Whether the phone has no room for it. @param {unknown} error */
export function isFull(error) {
  // Chromium says UnknownError of a Blob that it could not write to the disk.
  return error instanceof DOMException && ["QuotaExceededError", "UnknownError"].includes(error.name);
}
