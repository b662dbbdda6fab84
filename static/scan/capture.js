/**
 * From a chosen file to a photo that is kept: known by its first bytes, drawn anew without what the
 * camera wrote into it, and saved before anybody reads it.
 *
 * @import { Photo } from "./photos.js"
 * @import { Picture } from "./downscale.js"
 *
 * @typedef {"twin" | "not_a_picture" | "too_large" | "broken" | "locked" | "offline" | "no_pack" | "full" | "nowhere"} Problem
 *   `nowhere`: the browser keeps no photos
 * @typedef {{name: string, problem: Problem, twin?: Photo, retry?: Blob}} Refusal
 *   `retry`: what there was no room for
 * @typedef {{photos: Photo[], refusals: Refusal[]}} Taken
 *
 * @typedef {object} World
 * @property {() => string} newId
 * @property {() => Date} clock
 * @property {(file: Blob) => Promise<ImageBitmap>} openPicture
 * @property {(bitmap: ImageBitmap, longSide: number, quality: number) => Promise<Picture>} drawSmaller
 * @property {(file: Blob) => Promise<Blob[]>} pagesOf  a PDF file's, as pictures; rejects with a PdfError
 * @property {(photo: Photo) => Promise<void>} savePhoto
 * @property {(hash: string) => Promise<Photo | undefined>} findByHash
 */
import { HEADER_BYTES, readHeader } from "./image-header.js";
import { isFull } from "./photos.js";

export const MOST_BYTES = 30 * 1024 * 1024;
export const MOST_PIXELS = 60_000_000;
/** @typedef {{longSide: number, quality: number}} Size  px */

const TO_READ = { longSide: 2_600, quality: 0.9 }; // of more no reading gets better
export const KEPT = { longSide: 2_000, quality: 0.8 };
const SMALL = { longSide: 1_200, quality: 0.7 };
const THUMBNAIL = { longSide: 240, quality: 0.7 };

/**
 * @param {Blob & {name?: string}} file
 * @param {string} member_id
 * @param {World} world
 * @param {Size} [size]
 * @returns {Promise<Taken>}
 */
export async function take(file, member_id, world, size = TO_READ) {
  const name = file.name ?? "";
  /** @param {Problem} problem @param {Partial<Refusal>} [more] @returns {Taken} */
  const refused = (problem, more = {}) => ({ photos: [], refusals: [{ name, problem, ...more }] });

  if (file.size > MOST_BYTES) return refused("too_large");
  const content = await file.arrayBuffer().catch(() => null); // gone since it was chosen
  if (!content?.byteLength) return refused("broken");
  const { kind, width, height } = readHeader(new Uint8Array(content, 0, Math.min(content.byteLength, HEADER_BYTES)));
  if (!kind && !file.type.startsWith("image/")) return refused("not_a_picture");
  if (width * height > MOST_PIXELS) return refused("too_large");
  const hash = await sha256(content);
  let twin;
  try {
    twin = await world.findByHash(hash);
  } catch {
    return refused("nowhere");
  }
  if (twin) return refused("twin", { twin });

  if (kind !== "pdf") return takePicture(file, { kind, name, hash, member_id }, world, size);
  let pages;
  try {
    pages = await world.pagesOf(file);
  } catch (error) {
    return refused(/** @type {{reason?: Problem}} */ (error).reason ?? "broken");
  }
  const taken = [];
  for (const [at, page] of pages.entries()) {
    const own = { kind: "jpeg", name, hash: at ? `${hash}#${at + 1}` : hash, member_id };
    taken.push(await takePicture(page, own, world, size));
  }
  return { photos: taken.flatMap((each) => each.photos), refusals: taken.flatMap((each) => each.refusals) };
}

/**
 * @param {Blob} file
 * @param {{kind: string, name: string, hash: string, member_id: string}} about
 * @param {World} world
 * @param {Size} size
 * @returns {Promise<Taken>}
 */
async function takePicture(file, { kind, name, hash, member_id }, world, size) {
  let bitmap;
  try {
    bitmap = await world.openPicture(file);
  } catch {
    const problem = kind ? "broken" : "not_a_picture"; // HEIC, outside of Safari
    return { photos: [], refusals: [{ name, problem }] };
  }
  let photo;
  try {
    photo = await photoOf(bitmap, size, { hash, member_id }, world);
  } catch {
    return { photos: [], refusals: [{ name, problem: "broken" }] };
  } finally {
    bitmap.close();
  }
  try {
    await world.savePhoto(photo);
    return { photos: [photo], refusals: [] };
  } catch (error) {
    const refusal = isFull(error) ? { name, problem: "full", retry: file } : { name, problem: "nowhere" };
    return { photos: [], refusals: [/** @type {Refusal} */ (refusal)] };
  }
}

/**
 * A photo for a receipt that was written by hand: nobody reads it, and it is there at once. Of a PDF file
 * the first page.
 *
 * @param {Blob & {name?: string}} file
 * @param {{id: string, member_id: string}} receipt
 * @param {World} world
 * @returns {Promise<Taken>}
 */
export function attach(file, receipt, world) {
  return take(file, receipt.member_id, worldOf(receipt, world), KEPT);
}

/** As little of it as there may be room for. @param {Blob} file @param {{id: string, member_id: string}} receipt @param {World} world */
export function attachLess(file, receipt, world) {
  return takeLess(file, receipt.member_id, "small", worldOf(receipt, world));
}

/** In which a photo is its receipt's from the beginning. @param {{id: string}} receipt @param {World} world @returns {World} */
function worldOf({ id }, world) {
  return {
    ...world,
    newId: () => id,
    savePhoto: (photo) => world.savePhoto({ ...photo, state: "kept" }),
    pagesOf: async (file) => (await world.pagesOf(file)).slice(0, 1),
  };
}

/**
 * When there is no room: much smaller, which is still enough to look at, or only what can be read of it.
 * Rejects when there is no room even for that.
 *
 * @param {Blob} file
 * @param {string} member_id
 * @param {"small" | "text"} what
 * @param {World} world
 * @returns {Promise<{photo: Photo, sharp: Blob | null}>} `sharp` is to be read, and is nowhere else
 */
export async function takeLess(file, member_id, what, world) {
  const hash = await sha256(await file.arrayBuffer());
  const bitmap = await world.openPicture(file);
  const whole = await photoOf(bitmap, what === "small" ? SMALL : TO_READ, { hash, member_id }, world);
  bitmap.close();
  const photo = what === "small" ? whole : { ...whole, blob: null, thumbnail: null };
  await world.savePhoto(photo);
  return { photo, sharp: what === "small" ? null : whole.blob };
}

/**
 * @param {ImageBitmap} bitmap
 * @param {Size} how
 * @param {{hash: string, member_id: string}} about
 * @param {World} world
 * @returns {Promise<Photo>}
 */
async function photoOf(bitmap, how, about, { drawSmaller, newId, clock }) {
  const { blob, width, height } = await drawSmaller(bitmap, how.longSide, how.quality);
  const { blob: thumbnail } = await drawSmaller(bitmap, THUMBNAIL.longSide, THUMBNAIL.quality);
  return {
    id: newId(),
    taken_at: clock().toISOString(),
    blob,
    thumbnail,
    width,
    height,
    ...about,
    state: "waiting",
    reading: null,
    straightened: null,
  };
}

/** @param {ArrayBuffer} content */
async function sha256(content) {
  const digest = await crypto.subtle.digest("SHA-256", content);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
