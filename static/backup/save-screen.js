/**
 * 암호 걸어 백업, and 가족에게 넘기기: the same file, of everybody or of one person.
 *
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Part } from "./part.js"
 * @import { Photo } from "../scan/photos.js"
 */
import { dayInSeoul } from "../worker/clock.js";
import { VERSION, write } from "./document.js";
import { isLongEnough, seal } from "./file.js";
import { isStop } from "./part.js";
import { bytesOf, packed, photosOf } from "./photographs.js";
import { everything } from "./replica.js";
import { sizeOf } from "./size.js";

const ENDING = "sanghan";
const SHARED = { ending: "sanghan.txt", type: "text/plain" }; // browsers share no endings they do not know

/** @param {Part} part */
export async function arriveSave(part) {
  const found = await everything().catch(() => null);
  if (!found) return part.refer("worker");
  if (!found.pulled) return part.refer("pull");
  if (found.example) return part.refer("example");
  if (!found.records.length) return part.refer("nothing");
  part.offer();
  part.readable();
  part.on("[data-person]", "change", () => tell(part, found.records));
  part.on("[data-make]", "click", () => make(part));
  await tell(part, found.records);
  part.show("ready", false);
}

/** Whose records go along: "" for everybody's. @param {Part} part */
function chosen(part) {
  return /** @type {HTMLSelectElement | null} */ (part.find("[data-person]"))?.value ?? "";
}

/** @param {readonly Given[]} records @param {string} person */
function recordsOf(records, person) {
  return records.filter(({ id, values }) => !person || id === person || values.member_id === person);
}

/** @param {readonly Given[]} records @param {string} entity */
const count = (records, entity) => records.filter((each) => each.entity === entity).length;

/** @param {readonly Given[]} records @returns {Promise<Photo[]>} */
function photographed(records) {
  return photosOf(new Set(records.filter(({ entity }) => entity === "receipt").map(({ id }) => id)));
}

/** What is in the file, before it is made. @param {Part} part @param {readonly Given[]} all */
async function tell(part, all) {
  const records = recordsOf(all, chosen(part));
  part.say("found", { people: count(records, "member"), receipts: count(records, "receipt") });
  const photos = await photographed(records);
  const size = sizeOf(bytesOf(photos), document.documentElement.lang);
  part.say("photos", { n: photos.length, size });
  part.toggle("[data-photos-tick]", photos.length > 0);
}

/** @param {Part} part */
async function make(part) {
  const passphrase = typed(part);
  if (!passphrase) return;
  const [withPhotos, person] = [/** @type {HTMLInputElement} */ (part.find("[data-photos]")).checked, chosen(part)];
  const made = await part.works(
    "ready",
    async (tell, signal) => {
      const records = recordsOf((await everything()).records, person); // as they are now
      const photos = withPhotos ? await photographed(records) : [];
      const { named, sections } = packed(photos);
      const day = dayInSeoul(new Date().toISOString());
      const content = write(records, day, { whose: person || null, photos: named });
      const file = await seal(passphrase, VERSION, content, sections, (done) => tell(done, sections.length));
      signal.throwIfAborted();
      return { file, day };
    },
    (error) => part.complain(isStop(error) ? "stopped" : "failed"),
  );
  if (!made) return;
  for (const id of ["passphrase", "again"]) part.input(id).value = "";
  offer(part, made.file, `${part.root.dataset.stem}-${made.day}`);
}

/** The passphrase, if both say the same and it is long enough. @param {Part} part */
function typed(part) {
  const [first, again] = ["passphrase", "again"].map((id) => part.input(id).value);
  const words = part.find("template[data-errors]")?.dataset ?? {};
  for (const id of ["passphrase", "again"]) part.mark(id, "");
  if (!isLongEnough(first)) part.mark("passphrase", words.short ?? "");
  else if (first !== again) part.mark("again", words.unlike ?? "");
  else return first;
  return "";
}

/** @param {Part} part @param {Blob} file @param {string} stem */
function offer(part, file, stem) {
  const name = `${stem}.${ENDING}`;
  part.saves(file, name, sizeOf(file.size, document.documentElement.lang));
  const sent = new File([file], `${stem}.${SHARED.ending}`, { type: SHARED.type });
  const canShare = !!navigator.canShare?.({ files: [sent] });
  part.toggle("[data-share]", canShare);
  part.on("[data-share]", "click", () => share(part, sent));
  part.show("made");
}

/** @param {Part} part @param {File} file */
async function share(part, file) {
  part.quiet();
  await navigator.share({ files: [file] }).catch((error) => {
    if (!isStop(error)) part.complain("unshared"); // who changes their mind is told nothing
  });
}
