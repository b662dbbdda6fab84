/**
 * A view's answer as HTML: the same templates, the same two things that Flask adds to each page.
 *
 * @import { Answer, Ask, Page, Screen } from "./answers.js"
 * @import { Look } from "./look.js"
 *
 * @typedef {{status: number, headers: Record<string, string>, body: string}} Rendered
 */
import { HttpError, SCREENS } from "./answers.js";
import { CONTRACT } from "./generated/contract.js";
import { tellMoney } from "./formats.js";
import { globals, render } from "./generated/templates.js";
import { speak } from "./gettext.js";
import { markKorean } from "./korean.js";
import { _ } from "./say.js";

export const HTML = {
  ...CONTRACT.HEADERS,
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  Vary: "HX-Request",
};

const FONT = "rel=preload; as=font; crossorigin";
// What a page is drawn with, in the order it is needed.
const DRAWN_WITH = [
  ["app.css", "rel=preload; as=style"],
  ["app.js", "rel=modulepreload"],
  ["own-regular.woff2", FONT],
  ["own-bold.woff2", FONT],
];

/** @type {Record<string, import("./gettext.js").Catalogue>} */
let catalogues = {};

/** @param {typeof catalogues} found  by language */
export function useCatalogues(found) {
  catalogues = found;
}

/** What is said from now on is in this language. @param {string} language */
export function speakIn(language) {
  speak(catalogues[language]);
}

/** @param {(name: string) => string} address  of a built file */
export function useAssets(address) {
  globals.asset = address;
}

/**
 * The `Link` header of a page that the browser opens. All it names is on this phone: the letters are
 * there before the first of them is drawn, and lines need not be laid out twice. The server sends none:
 * there they would be in the way of what has to come first.
 */
export function hints() {
  return DRAWN_WITH.map(([name, how]) => `<${globals.asset(name)}>; ${how}`).join(", ");
}

/**
 * Answer one request.
 *
 * @param {import("./routes.js").Route} route @param {Ask} ask
 * @param {{fragment: boolean, language: string}} how
 * @returns {Promise<Rendered>}
 */
export async function answer({ screen, view, params }, ask, how) {
  speak(catalogues[how.language]);
  const answersForm = screen.method === "POST";
  try {
    const found = await view({ ...ask, params });
    if ("location" in found) return { status: 303, headers: { Location: found.location }, body: "" };
    speak(catalogues[how.language]); // another request may have spoken meanwhile
    return show(found, ask, { ...how, answersForm });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return sorry(error.status, ask.visit.example, how.language, ask.look, answersForm);
  }
}

/** @param {Page} found @param {Ask} ask @param {{fragment: boolean, language: string, answersForm: boolean}} how @returns {Rendered} */
function show(found, ask, { fragment, language, answersForm }) {
  const { page, part } = SCREENS[found.screen];
  const context = { ...found.context, example: ask.visit.example, lang: language, look: ask.look, answers_form: answersForm };
  const body = drawn(part && fragment ? part : page, context);
  return { status: found.status, headers: { ...HTML, ...found.headers }, body };
}

/** Twin of drawn() in webapp/templating.py. @param {string} template @param {{look: Look, lang: string} & Record<string, any>} context */
function drawn(template, context) {
  tellMoney(context.look);
  const html = render(template, context);
  return context.lang === "ko" ? html : markKorean(html);
}

/**
 * A page that says what is not there or not working. Twin of sorry() in webapp/errors.py.
 *
 * @param {number} status @param {boolean} example @param {string} lang @param {Look} look
 * @param {boolean} [answersForm]  whether it answers a form
 * @returns {Rendered}
 */
export function sorry(status, example, lang, look, answersForm = true) {
  speak(catalogues[lang]);
  const [title, body] = CONTRACT.MESSAGES[status].map((/** @type {string} */ text) => _(text));
  const context = { title, body, tab: "", example, again: "", lang, look, answers_form: answersForm };
  return { status, headers: HTML, body: drawn("errors/error.html", context) };
}

/**
 * The page for an answer that did not come: no network, or one that hangs.
 *
 * @param {string} lang
 * @param {Look} look
 * @param {{pulled: boolean, estimates: boolean, emptied: boolean, leaving: boolean, once: boolean,
 *   again: string, unkept: boolean, action: string, typed: [string, string][]}} what
 *   `estimates`: what was asked for needs the server, and its estimates are here; `emptied`: and the
 *   server is not told yet; `leaving`: this was to erase everything; `once`: what is sent again is
 *   saved once; `unkept`: what was sent is kept nowhere
 * @returns {Rendered}
 */
export function unreachable(lang, look, { typed, ...what }) {
  speak(catalogues[lang]);
  const context = {
    title: _("지금은 연결이 안 돼요"),
    tab: what.estimates ? "statements" : "",
    example: false,
    lang,
    look,
    answers_form: what.unkept || what.action !== "",
    ...what,
    typed: typed.map(([name, value]) => ({ name, value })),
  };
  return { status: 503, headers: HTML, body: drawn("errors/unreachable.html", context) };
}
