/** A photo as it is kept. @param {string} id @param {Partial<import("../../../static/scan/photos.js").Photo>} [more] @returns {import("../../../static/scan/photos.js").Photo} */
export function photo(id, more = {}) {
  return {
    id,
    taken_at: "2026-11-21T03:00:00.000Z",
    blob: new Blob(["photo"], { type: "image/jpeg" }),
    thumbnail: new Blob(["small"], { type: "image/jpeg" }),
    width: 1500,
    height: 2000,
    hash: id,
    member_id: "",
    state: "waiting",
    reading: null,
    straightened: null,
    ...more,
  };
}
