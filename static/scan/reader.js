/**
 * The reading worker, from the page's side: started when there is something to read, ended when it has
 * nothing to do (it takes up memory), and never waited for without end.
 *
 * @import { Reading } from "./read.js"
 *
 * @typedef {object} World
 * @property {() => Promise<{script: string, files: object}>} prepare  what the worker is and needs
 * @property {(script: string) => Worker} start
 * @property {number} [silence]  ms after which a worker that says nothing is given up
 * @property {number} [idle]  ms after which one with nothing to do is ended
 *
 * @typedef {{reading: Reading, straightened: Blob | null}} Result
 */

const SILENCE = 60_000;
const IDLE = 30_000;

/** The worker broke down or fell silent. */
export class ReaderCrashed extends Error {}

export class Reader {
  /** @param {World} world */
  constructor({ prepare, start, silence = SILENCE, idle = IDLE }) {
    this.prepare = prepare;
    this.start = start;
    this.silence = silence;
    this.idle = idle;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.ending = undefined;
  }

  /**
   * One photo at a time; further ones wait. Rejects with ReaderCrashed, or as `prepare` does.
   *
   * @param {string} id
   * @param {Blob} photo
   * @param {(step: string) => void} [say]  told when a step begins
   * @returns {Promise<Result>}
   */
  read(id, photo, say = () => {}) {
    const result = this.last.then(() => this.readNow(id, photo, say));
    this.last = result.catch(() => {});
    return result;
  }

  /** @param {string} id @param {Blob} photo @param {(step: string) => void} say @returns {Promise<Result>} */
  async readNow(id, photo, say) {
    clearTimeout(this.ending);
    try {
      const worker = this.worker ?? (await this.begin());
      const asked = { do: "read", id, photo };
      return await this.ask(worker, asked, (data) => data.id === id && this.resultOf(data, say));
    } catch (error) {
      this.end();
      throw error;
    } finally {
      this.ending = setTimeout(() => this.end(), this.idle);
    }
  }

  async begin() {
    const { script, files } = await this.prepare();
    this.worker = this.start(script);
    const ready = await this.ask(this.worker, { do: "prepare", files }, ({ ready }) => ready !== undefined && { ready });
    if (!ready.ready) throw new ReaderCrashed("not ready");
    return this.worker;
  }

  /** @param {any} data @param {(step: string) => void} say @returns {Result | false} */
  resultOf(data, say) {
    if (data.step) say(data.step);
    return data.reading ? { reading: data.reading, straightened: data.straightened } : false;
  }

  /**
   * @template T
   * @param {Worker} worker @param {object} message @param {(data: any) => T | false} answerIn
   * @returns {Promise<T>}
   */
  ask(worker, message, answerIn) {
    return new Promise((resolve, reject) => {
      const give = () => done(() => reject(new ReaderCrashed()));
      let silence = setTimeout(give, this.silence);

      /** @param {() => void} settle */
      function done(settle) {
        clearTimeout(silence);
        worker.onmessage = worker.onerror = worker.onmessageerror = null;
        settle();
      }

      worker.onmessage = ({ data }) => {
        clearTimeout(silence);
        silence = setTimeout(give, this.silence);
        const answer = answerIn(data);
        if (answer) done(() => resolve(answer));
      };
      worker.onerror = give;
      worker.onmessageerror = give;
      worker.postMessage(message);
    });
  }

  end() {
    clearTimeout(this.ending);
    this.worker?.terminate();
    this.worker = null;
  }
}
