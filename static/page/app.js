/** The page's behaviours. Each finds what it improves; without any of them the page still works. */
import "htmx.org";

import { advance } from "./advance.js";
import { improveAmounts } from "./amount.js";
import { swapWholePages } from "./boost.js";
import { tickAll } from "./consent.js";
import { offerCopying, showCopying } from "./copy.js";
import { forgetTyping, watchTyping } from "./dirty.js";
import { focusWhatMatters, followSwaps } from "./focus.js";
import { holdForAWhile, holdForms } from "./held.js";
import { offerInstall, watchInstall } from "./install.js";
import { fillCode } from "./join.js";
import { rememberLanguage } from "./language.js";
import { askBeforeLeaving, clearWhatIsLeft } from "./leaving.js";
import { rememberLook } from "./look.js";
import { closeMenus } from "./menu.js";
import { moveOnAsking } from "./outbox.js";
import { closeAfterALook } from "./peek.js";
import { offerPaper } from "./paper.js";
import { tellLostParts } from "./part.js";
import { rememberPlaces } from "./places.js";
import { offerSpeech, watchSpeech } from "./speech.js";
import { showPush, watchPush } from "./push.js";
import { followSliders, showSliders } from "./slider.js";
import { watchConnection } from "./status.js";
import { keepStorage } from "./storage.js";
import { saveOnce, submitOnChange } from "./submit.js";
import { rememberVoice } from "./voices.js";
import { keepStill } from "./transition.js";
import { unfoldNamed, unfoldOnTheWay } from "./unfold.js";
import { countSeconds, watchWaiting } from "./waiting.js";
import { askStatus, startWorker } from "./worker.js";

submitOnChange(document);
saveOnce(document);
closeMenus(document);
closeAfterALook(document);
offerPaper(document);
offerCopying(document);
moveOnAsking(document);
watchPush(document);
watchTyping(document);
followSliders(document);
rememberPlaces(document);
rememberLanguage(document);
rememberLook(document);
watchInstall(document);
watchSpeech(document);
rememberVoice(document);
watchConnection(document);
startWorker(document);
tickAll(document);
unfoldOnTheWay(document);
watchWaiting(document);
tellLostParts(document);
keepStill(document);
swapWholePages(document, arrive);
holdForms(document); // after what swaps whole pages: these stay
followSwaps(document);
arrive();

document.addEventListener("htmx:afterSwap", (event) => {
  const part = /** @type {HTMLElement} */ (event.target);
  improveAmounts(part);
  countSeconds(document);
  if (part.querySelector("a.row")) askStatus(document); // which of them are unsent
});

/** A page has come, by loading it or in the place of another. */
function arrive() {
  improveAmounts(document);
  showSliders(document);
  forgetTyping();
  focusWhatMatters(document);
  offerInstall(document);
  offerSpeech(document);
  askStatus(document);
  fillCode(document);
  holdForAWhile(document);
  countSeconds(document);
  unfoldNamed(document);
  advance(document);
  showCopying(document);
  void showPush(document);
  void keepStorage(document);
  void askBeforeLeaving(document);
  void clearWhatIsLeft(document);
}
