/** Twin of webapp/shell/settings_views.py. The page itself keeps the cookies: see page/language.js and page/look.js. */
import { CONTRACT } from "../generated/contract.js";
import { HttpError, page, to } from "../answers.js";
import { settled } from "../look.js";
import { presentInstall, presentMenu, presentSettings } from "./settings-presenters.js";

const { LANGUAGES } = CONTRACT;

async function menu() {
  return page("menu", presentMenu());
}

/** @param {import("../answers.js").Ask} ask */
async function settings({ look }) {
  return page("settings", presentSettings(look));
}

async function install() {
  return page("install", presentInstall());
}

/** @param {import("../answers.js").Ask} ask */
async function chooseLanguage(ask) {
  const language = ask.form.find(([name]) => name === "lang")?.[1] ?? "";
  if (!LANGUAGES.includes(language)) throw new HttpError(404);
  await ask.speak(language);
  return to("settings", {});
}

/** @param {import("../answers.js").Ask} ask */
async function chooseLook({ form, look, dress }) {
  await dress(settled({ ...look, ...Object.fromEntries(form) }));
  return to("settings", {});
}

export const views = { menu, settings, install, choose_language: chooseLanguage, choose_look: chooseLook };
