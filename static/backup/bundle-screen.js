/**
 * 묶음(ZIP): a year's photos, their list and a note, for an office.
 *
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Item } from "./bundle.js"
 * @import { Part } from "./part.js"
 */
import { ZIP } from "../scan/generated/packs.js";
import { PackError } from "../scan/pack.js";
import { dayInSeoul } from "../worker/clock.js";
import { itemsOf, listOf, plain, sumsOf } from "./bundle.js";
import { load } from "./pack.js";
import { filled, isStop } from "./part.js";
import { bytesOf, photosOf } from "./photographs.js";
import { everything } from "./replica.js";
import { sizeOf } from "./size.js";
import { wordsOf } from "./words.js";

/** @param {Part} part */
export async function arriveBundle(part) {
  const found = await everything().catch(() => null);
  if (!found) return part.refer("worker");
  if (!found.pulled) return part.refer("pull");
  if (!found.records.length) return part.refer("nothing");
  part.offer();
  const select = /** @type {HTMLSelectElement} */ (part.find("[data-person]"));
  for (const { entity, id, values } of found.records) {
    if (entity === "member") select.append(new Option(String(values.name), id));
  }
  part.on("[data-person]", "change", () => tell(part, found.records));
  part.on("[data-make]", "click", () => make(part));
  await tell(part, found.records);
  part.show("ready", false);
}

/** @param {Part} part */
function which(part) {
  const { value } = /** @type {HTMLSelectElement} */ (part.find("[data-person]"));
  return { year: Number(part.root.dataset.year), person: value };
}

/** @param {Part} part @param {readonly Given[]} records @returns {Promise<Item[]>} */
async function chosen(part, records) {
  return itemsOf(records, await photosOf(new Set(records.map(({ id }) => id))), which(part));
}

/** @param {Part} part @param {readonly Given[]} records */
async function tell(part, records) {
  const items = await chosen(part, records);
  const photos = items.flatMap(({ photo }) => photo ?? []);
  const size = sizeOf(bytesOf(photos), document.documentElement.lang);
  part.say("found", { receipts: items.length, photos: photos.length, size });
  part.toggle("[data-some]", items.length > 0);
  part.toggle("[data-none]", !items.length);
}

/** @param {Part} part */
async function make(part) {
  const made = await part.works(
    "ready",
    async (tell, signal) => {
      const { makeZip } = await load(ZIP, signal);
      const { records } = await everything(); // as they are now
      const people = records.filter(({ entity }) => entity === "member");
      const names = Object.fromEntries(people.map(({ id, values }) => [id, String(values.name)]));
      const items = await chosen(part, records);
      const zip = await new Response(makeZip(filesOf(part, items, names, tell))).blob();
      signal.throwIfAborted();
      const { year, person } = which(part);
      const whose = person ? `-${plain(names[person])}` : "";
      return { zip, name: `${part.root.dataset.stem}-${year}${whose}.zip` };
    },
    (error) => part.complain(reasonOf(error)),
  );
  if (!made) return;
  part.saves(made.zip, made.name, sizeOf(made.zip.size, document.documentElement.lang));
  part.show("made");
}

/**
 * @param {Part} part @param {readonly Item[]} items @param {Record<string, string>} names
 * @param {(done: number, of: number) => void} tell  may throw to stop
 */
function* filesOf(part, items, names, tell) {
  const { note, list } = part.root.dataset;
  const lastModified = new Date();
  yield { name: `${note}.html`, input: noteOf(part, items, names), lastModified };
  yield { name: `${list}.csv`, input: listOf(items, wordsOf(part), names), lastModified };
  for (const [at, { photo, file }] of items.entries()) {
    tell(at, items.length);
    if (photo?.blob) yield { name: file, input: photo.blob, lastModified: new Date(photo.taken_at) };
  }
}

/** A page that stands by itself, to be printed. @param {Part} part @param {readonly Item[]} items @param {Record<string, string>} names */
function noteOf(part, items, names) {
  const template = /** @type {HTMLTemplateElement} */ (part.find("template[data-note-page]"));
  const page = document.implementation.createHTMLDocument(part.root.dataset.note ?? "");
  page.documentElement.lang = document.documentElement.lang;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  page.body.append(page.importNode(template.content, true));
  const { year, person } = which(part);
  const money = new Intl.NumberFormat(document.documentElement.lang);
  const sums = Object.entries(sumsOf(items)).map(([name, won]) => [name, money.format(won)]);
  const values = {
    year,
    names: person ? names[person] : Object.values(names).join(", "),
    receipts: items.length,
    photos: items.filter(({ photo }) => photo).length,
    day: dayInSeoul(new Date().toISOString()),
    ...Object.fromEntries(sums),
  };
  for (const each of page.querySelectorAll("[data-words]")) {
    each.textContent = filled(each.getAttribute("data-words") ?? "", values);
    each.removeAttribute("data-words");
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof PackError) return error.reason;
  return isStop(error) ? "stopped" : "failed";
}
