/**
 * Photos of receipts that travel in a file. Those that are still to be looked at belong to no
 * receipt yet, and stay.
 *
 * @import { Photo } from "../scan/photos.js"
 * @import { Pictured } from "./document.js"
 * @import { Opened } from "./file.js"
 */
import { getPhoto, listPhotos, savePhotos } from "../scan/photos.js";
import { sectionsOf } from "./document.js";

/** @param {Set<string>} receipts  ids @returns {Promise<Photo[]>} */
export async function photosOf(receipts) {
  const photos = await listPhotos().catch(() => []); // a browser that keeps nothing
  return photos.filter(({ id, blob }) => blob && receipts.has(id));
}

/** @param {readonly Photo[]} photos */
export function bytesOf(photos) {
  return photos.reduce((sum, { blob, thumbnail }) => sum + (blob?.size ?? 0) + (thumbnail?.size ?? 0), 0);
}

/** As the document names them, and the sections that follow it. @param {readonly Photo[]} photos */
export function packed(photos) {
  /** @type {Pictured[]} */
  const named = photos.map(({ id, member_id, taken_at, width, height, hash, blob, thumbnail }) => ({
    ...{ id, member_id, taken_at, width, height, hash },
    picture: blob?.size ?? 0,
    thumbnail: thumbnail?.size ?? 0,
  }));
  const sections = photos.flatMap(({ blob, thumbnail }) => [blob, thumbnail]).filter((each) => !!each?.size);
  return { named, sections: /** @type {Blob[]} */ (sections) };
}

/**
 * Those whose receipt is to be here and that are not here yet, opened one after the other.
 *
 * @param {Opened} file @param {readonly Pictured[]} pictured
 * @param {(id: string) => boolean} wanted
 * @param {(done: number, of: number) => void} tell  may throw to stop
 * @returns {Promise<Photo[]>}
 */
export async function unpacked(file, pictured, wanted, tell) {
  /** @type {Photo[]} */
  const photos = [];
  const sections = sectionsOf(pictured).filter(({ photo }) => wanted(photo.id));
  for (const [at, { photo, picture, thumbnail }] of sections.entries()) {
    tell(at, sections.length);
    if (await getPhoto(photo.id)) continue;
    const [blob, small] = await Promise.all([picture, thumbnail].map((each) => each && jpeg(file, each)));
    const { id, member_id, taken_at, width, height, hash } = photo;
    const about = { id, member_id, taken_at, width, height, hash };
    photos.push({ ...about, blob, thumbnail: small, state: "kept", reading: null, straightened: null });
  }
  return photos;
}

/** All of them or none. @param {Photo[]} photos */
export function keep(photos) {
  return savePhotos(photos);
}

/** @param {Opened} file @param {{at: number, bytes: number, number: number}} section */
async function jpeg(file, { at, bytes, number }) {
  return new Blob([await file.section(at, bytes, number)], { type: "image/jpeg" });
}

/** How many photos of a file are not here. @param {readonly Pictured[]} pictured @param {(id: string) => boolean} wanted */
export async function absent(pictured, wanted) {
  const asked = pictured.filter(({ id, picture }) => picture && wanted(id));
  const here = await Promise.all(asked.map(({ id }) => getPhoto(id).catch(() => undefined)));
  return here.filter((photo) => !photo).length;
}
