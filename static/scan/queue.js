/**
 * Photos that wait are read one after the other, the oldest first, in one tab at a time, while the person
 * takes more of them or checks the first.
 *
 * @import { Change, Photo } from "./photos.js"
 * @import { Reader } from "./reader.js"
 *
 * @typedef {object} World
 * @property {Pick<Reader, "read">} reader
 * @property {() => Promise<Photo[]>} listPhotos
 * @property {(id: string, change: Change) => Promise<Photo | undefined>} updatePhoto
 * @property {(photo: Photo, sharp: Blob, reading: any) => Promise<Partial<Photo>>} shrink  the photo as it is kept
 * @property {(photo: Photo) => void} tell  told of every change
 * @property {(id: string, step: string) => void} say  told what is being done
 * @property {(work: () => Promise<void>) => Promise<void>} alone  no other tab meanwhile
 */
import { PackError } from "./pack.js";
import { isFull } from "./photos.js";

const TRIED_AGAIN = ["offline", "no_pack"];

export class Queue {
  /** @param {World} world */
  constructor(world) {
    this.world = world;
    /** Photos that are nowhere but here. @type {Map<string, Blob>} */
    this.sharp = new Map();
    /** @type {Promise<void> | null} */
    this.working = null;
    this.again = false;
  }

  /** Look whether there is something to read. */
  wake() {
    this.again = true;
    this.working ??= this.world.alone(() => this.work()).finally(() => (this.working = null));
    return this.working;
  }

  /** What could not be read for want of the tools waits again. */
  async tryAgain() {
    for (const photo of await this.world.listPhotos()) {
      if (photo.state !== "failed" || !TRIED_AGAIN.includes(photo.reading?.reason ?? "")) continue;
      await this.change(photo, { state: "waiting", reading: null });
    }
    await this.wake();
  }

  async work() {
    while (this.again) {
      this.again = false;
      for (let next = await this.next(); next; next = await this.next()) await this.readOne(next);
    }
  }

  /** One that was being read when the app was killed is read again. @returns {Promise<Photo | undefined>} */
  async next() {
    const photos = await this.world.listPhotos();
    return photos.find(({ state }) => state === "waiting" || state === "reading");
  }

  /** @param {Photo} photo */
  async readOne(photo) {
    const { reader, say, shrink } = this.world;
    const sharp = this.sharp.get(photo.id) ?? photo.blob;
    if (!sharp) return this.fail(photo, "broken_file"); // it was only in the memory of a page that is gone
    await this.change(photo, { state: "reading" });
    try {
      const { reading, straightened } = await reader.read(photo.id, sharp, (step) => say(photo.id, step));
      const read = { reading, straightened, state: reading.status };
      this.world.tell({ ...photo, ...read }); // nobody waits until the picture is small
      const small = photo.blob ? await shrink(photo, sharp, reading) : {};
      await this.change(photo, (present) => ({ ...small, ...(present.state !== "kept" && read) }));
    } catch (error) {
      await this.fail(photo, error instanceof PackError ? error.reason : "crashed");
    }
    this.sharp.delete(photo.id);
  }

  /** @param {Photo} photo @param {string} reason */
  async fail(photo, reason) {
    await this.change(photo, { state: "failed", reading: { status: "failed", reason } });
  }

  /** @param {Photo} photo @param {Change} change */
  async change({ id }, change) {
    const changed = await this.world.updatePhoto(id, change).catch((error) => {
      if (!isFull(error) || typeof change !== "function") throw error;
      return this.world.updatePhoto(id, (present) => ({ ...change(present), straightened: null })); // one can do without
    });
    if (changed) this.world.tell(changed);
  }
}
