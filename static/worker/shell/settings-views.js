/** Twin of webapp/shell/settings_views.py. The page itself keeps the cookie: see page/language.js. */
import { CONTRACT } from "../generated/contract.js";
import { HttpError, page, to } from "../answers.js";
import { presentInstall, presentSettings } from "./settings-presenters.js";

const { LANGUAGES } = CONTRACT;

async function settings() {
  return page("settings", presentSettings());
}

async function install() {
  return page("install", presentInstall());
}

/** @param {{form: [string, string][], speak: (language: string) => Promise<void>}} ask */
async function chooseLanguage(ask) {
  const language = ask.form.find(([name]) => name === "lang")?.[1] ?? "";
  if (!LANGUAGES.includes(language)) throw new HttpError(404);
  await ask.speak(language);
  return to("settings", {});
}

export const views = { settings, install, choose_language: chooseLanguage };
