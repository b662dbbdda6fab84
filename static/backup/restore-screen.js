/**
 * 되살리기: a file is opened here, shown beside what is here, and taken in when the person says so.
 *
 * @import { Told } from "../worker/records/answer.js"
 * @import { Choice } from "../worker/records/take-in.js"
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Content } from "./document.js"
 * @import { Opened } from "./file.js"
 * @import { Part } from "./part.js"
 *
 * @typedef {{opened: Opened, content: Content, people: Given[], who: Map<string, string>,
 *   weighed: Told[]}} Read
 *   `people`: those here; `who`: whose here the records of a person of the file become
 */
import { isFull } from "../scan/photos.js";
import { read, recordsOf, VERSION } from "./document.js";
import { BackupError, begin, open } from "./file.js";
import { isStop, unlessStopped } from "./part.js";
import { absent, keep, unpacked } from "./photographs.js";
import { draw, drawPeople, listRefused } from "./preview.js";
import { everything, take, weigh } from "./replica.js";
import { sizeOf } from "./size.js";
import { offerUndo } from "./undo.js";

/** @param {Part} part */
export async function arriveRestore(part) {
  const found = await everything().catch(() => null);
  if (!found) return part.refer("worker");
  if (!found.pulled) return part.refer("pull");
  if (found.example) return part.refer("example");
  part.offer();
  part.readable();
  /** @type {{file: Blob | null, read: Read | null}} */
  const state = { file: null, read: null };
  part.on("[data-file]", "change", async ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    state.file = (await chosen(part, input.files?.[0])) ?? null;
    input.value = ""; // the same one may be chosen again
  });
  const look = async () => {
    state.read = (await looked(part, state.file)) ?? null;
  };
  part.on("[data-open]", "click", look);
  part.on("#passphrase", "keydown", (event) => /** @type {KeyboardEvent} */ (event).key === "Enter" && look());
  part.on("[data-take]", "click", () => state.read && takeIn(part, state.read));
  part.on("[data-again]", "click", () => {
    [state.file, state.read] = [null, null];
    part.show("ready");
    part.find("[data-file]")?.focus();
  });
  part.show("ready", false);
}

/** @param {Part} part @param {File | undefined} file */
async function chosen(part, file) {
  if (!file) return undefined;
  part.quiet();
  part.mark("passphrase", "");
  part.input("passphrase").value = "";
  try {
    await begin(file, VERSION);
  } catch (error) {
    part.show("ready", false);
    part.complain(reasonOf(error));
    return undefined;
  }
  part.say("file", { name: file.name });
  part.say("size", { size: sizeOf(file.size, document.documentElement.lang) });
  part.show("chosen", false);
  part.input("passphrase").focus();
  return file;
}

/** @param {Part} part @param {Blob | null} file @returns {Promise<Read | undefined>} */
async function looked(part, file) {
  if (!file) return undefined;
  part.mark("passphrase", "");
  const found = await part.works(
    "chosen",
    async (tell, signal) => {
      const opened = await open(file, part.input("passphrase").value, VERSION);
      const content = read(opened.content, opened.version);
      const people = (await everything()).records.filter(({ entity }) => entity === "member");
      signal.throwIfAborted();
      return weighAgain({ opened, content, people, who: guessed(content, people), weighed: [] }, tell, signal);
    },
    (error) => {
      const reason = reasonOf(error);
      part.complain(reason, reason === "passphrase" ? "passphrase" : undefined);
    },
  );
  if (!found) return undefined;
  part.input("passphrase").value = "";
  await shown(part, found);
  drawPeople(part, found, async () => shown(part, await weighAgain(found), false));
  return found;
}

/** Somebody of the same name is most likely the same. @param {Content} content @param {Given[]} people */
function guessed(content, people) {
  const here = new Set(people.map(({ id }) => id));
  const strangers = content.people.filter(({ id }) => !here.has(id));
  return new Map(
    strangers.flatMap(({ id, name }) => {
      const like = people.find(({ values }) => values.name === name);
      return like ? [[id, like.id]] : [];
    }),
  );
}

/**
 * What the file is to this phone, as it is now.
 *
 * @param {Read} found @param {(done: number, of: number) => void} [tell] @param {AbortSignal} [signal]
 */
async function weighAgain(found, tell, signal) {
  found.weighed = (await weigh(givenTo(found), tell, signal)).weighed;
  return found;
}

/** @param {Part} part @param {Read} found @param {boolean} [isNews] */
async function shown(part, found, isNews = true) {
  const photos = await absent(found.content.photos, wanted(found.weighed, "both"));
  draw(part, found, photos);
  part.show("preview", isNews);
}

/** The file's records, under the names that the person chose. @param {Read} found @returns {Given[]} */
function givenTo({ content, who }) {
  return recordsOf(content)
    .filter(({ entity, id }) => entity !== "member" || !who.has(id))
    .map((given) => {
      const member = who.get(String(given.values.member_id));
      if (!member) return given;
      const id = given.entity === "member_year" ? `${member}:${given.values.year}` : given.id;
      return { ...given, id, values: { ...given.values, member_id: member } };
    });
}

/** Whether a receipt is here under its own id, or will be. @param {Told[]} weighed @param {Choice} choice */
function wanted(weighed, choice) {
  const kept = weighed.filter(
    ({ given, status, twin }) =>
      given.entity === "receipt" && !twin && status !== "wrong" && (status !== "deleted" || choice !== "here"),
  );
  const ids = new Set(kept.map(({ given }) => given.id));
  return (/** @type {string} */ id) => ids.has(id);
}

/** @param {Part} part @param {Read} found */
async function takeIn(part, found) {
  const choice = choiceOf(part, found.weighed);
  if (!choice) return;
  const done = await part.works(
    "preview",
    async (tell, signal) => {
      const opening = unpacked(found.opened, found.content.photos, wanted(found.weighed, choice), tell);
      const photos = await unlessStopped(opening, signal);
      const { taken, done, refused } = await take(givenTo(found), choice, tell, signal);
      const kept = await keep(photos).then(
        () => photos.length,
        (error) => (isFull(error) ? -1 : Promise.reject(error)),
      );
      return { taken, done, refused, photos: kept < 0 ? [] : photos, hasNoRoom: kept < 0 };
    },
    (error) => part.complain(reasonOf(error)),
    { writes: true },
  );
  if (!done) return;
  part.say("taken", { n: done.taken });
  part.say("pictures", { n: done.photos.length });
  part.toggle('[data-says="pictures"]', done.photos.length > 0);
  part.toggle("[data-no-room]", done.hasNoRoom);
  listRefused(part, done.refused);
  offerUndo(part, done.done, done.photos);
  part.show("done");
}

/** @param {Part} part @param {Told[]} weighed @returns {Choice | null} */
function choiceOf(part, weighed) {
  if (!weighed.some(({ status }) => status === "differs" || status === "deleted")) return "both";
  const chosen = /** @type {HTMLInputElement | null} */ (part.find('[name="differing"]:checked'));
  part.toggle("[data-choice-error]", !chosen);
  part.find("[data-choice]")?.classList.toggle("wrong", !chosen);
  if (!chosen) part.find("[data-choice]")?.focus();
  return /** @type {Choice | null} */ (chosen?.value ?? null);
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof BackupError) return error.reason;
  return isStop(error) ? "stopped" : "failed";
}
