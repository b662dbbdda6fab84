/**
 * The household's records, asked of the service worker: it alone reads and writes them.
 *
 * @import { Op } from "../worker/op.js"
 * @import { Question, Told } from "../worker/records/answer.js"
 * @import { Choice } from "../worker/records/take-in.js"
 * @import { Given } from "../worker/records/weigh.js"
 *
 * @typedef {{about: string, problems: string[]}} Refused
 * @typedef {(done: number, of: number) => void} Tell  throws when it is enough
 */

const IN_CHARGE = 3_000; // ms in which a worker that is just being installed takes over
const SILENCE = 30_000; // ms without a word from the worker

/** There is no worker here, or it says nothing. */
export class NoWorker extends Error {}

/** @returns {Promise<{records: Given[], pulled: boolean, example: boolean}>} */
export function everything() {
  return ask({ records: "all" });
}

/** @param {Given[]} given @param {Tell} [tell] @param {AbortSignal} [signal] @returns {Promise<{weighed: Told[]}>} */
export function weigh(given, tell, signal) {
  return ask({ records: "weigh", given }, tell, signal);
}

/** @param {Given[]} given @param {Choice} choice @param {Tell} tell @param {AbortSignal} [signal] @returns {Promise<{taken: number, done: Op[], refused: Refused[]}>} */
export function take(given, choice, tell, signal) {
  return ask({ records: "take", given, choice }, tell, signal);
}

/** @param {Op[]} done  by `take` @param {Tell} tell @param {AbortSignal} [signal] @returns {Promise<{back: number, left: string[]}>} `left`: ids of what was changed since, and stays */
export function undo(done, tell, signal) {
  return ask({ records: "undo", done }, tell, signal);
}

/**
 * What has been done by the time it is enough, the worker says.
 *
 * @param {Question} question @param {Tell} [tell] @param {AbortSignal} [signal] @returns {Promise<any>}
 */
async function ask(question, tell = () => {}, signal) {
  const worker = await inCharge();
  if (!worker) throw new NoWorker();
  const { port1, port2 } = new MessageChannel();
  const stop = () => port1.postMessage("stop");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      let silence = setTimeout(reject, SILENCE, new NoWorker());
      let stopped = false;
      port1.onmessage = ({ data }) => {
        clearTimeout(silence);
        if ("answer" in data) return resolve(data.answer);
        if ("error" in data) return reject(new DOMException("", data.error));
        silence = setTimeout(reject, SILENCE, new NoWorker());
        if (stopped) return;
        try {
          tell(data.done, data.of);
        } catch {
          stopped = true;
          stop();
        }
      };
      worker.postMessage(question, [port2]);
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    port1.close();
  }
}

/** @returns {Promise<ServiceWorker | null>} */
async function inCharge() {
  const workers = navigator.serviceWorker;
  if (!workers) return null;
  if (workers.controller) return workers.controller;
  const late = new Promise((resolve) => setTimeout(resolve, IN_CHARGE, null));
  const ready = workers.ready.then(({ active }) => active);
  return Promise.race([ready, late]);
}
