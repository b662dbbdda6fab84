/** The page's behaviours. Each finds what it improves; without any of them the page still works. */
import "htmx.org";

import { advance } from "./advance.js";
import { tellSaved, watchAloud } from "./aloud.js";
import { improveAmounts } from "./amount.js";
import { swapWholePages } from "./boost.js";
import { tickAll } from "./consent.js";
import { offerCopying, showCopying } from "./copy.js";
import { echoDigits, showDigits } from "./digits.js";
import { followDays, showDays } from "./days.js";
import { forgetTyping, watchTyping } from "./dirty.js";
import { focusWhatMatters, followSwaps } from "./focus.js";
import { holdForAWhile, holdForms } from "./held.js";
import { offerInstall, watchInstall } from "./install.js";
import { fillCode } from "./join.js";
import { stayAboveKeyboard } from "./keyboard.js";
import { rememberLanguage } from "./language.js";
import { askBeforeLeaving, clearWhatIsLeft } from "./leaving.js";
import { rememberLook } from "./look.js";
import { closeMenus } from "./menu.js";
import { moveOnAsking } from "./outbox.js";
import { closeAfterALook } from "./peek.js";
import { offerPaper } from "./paper.js";
import { tellLostParts } from "./part.js";
import { showPhotosLeft, watchPhotosLeft } from "./photos-left.js";
import { rememberPlaces } from "./places.js";
import { followReasons, showReasons } from "./reasons.js";
import { rememberWays, showWays } from "./returns.js";
import { offerSpeech, watchSpeech } from "./speech.js";
import { showPush, watchPush } from "./push.js";
import { followSliders, showSliders } from "./slider.js";
import { watchConnection } from "./status.js";
import { keepStorage } from "./storage.js";
import { saveOnce, submitOnChange } from "./submit.js";
import { openBySwipe } from "./swipe.js";
import { rememberVoice } from "./voices.js";
import { rememberTicks, showTicks } from "./ticks.js";
import { keepStill } from "./transition.js";
import { unfoldNamed, unfoldOnTheWay } from "./unfold.js";
import { tellWithin, watchWithin } from "./within.js";
import { countSeconds, watchWaiting } from "./waiting.js";
import { askStatus, startWorker } from "./worker.js";

submitOnChange(document);
saveOnce(document);
closeMenus(document);
openBySwipe(document);
closeAfterALook(document);
offerPaper(document);
offerCopying(document);
moveOnAsking(document);
watchPush(document);
watchTyping(document);
echoDigits(document);
followSliders(document);
rememberPlaces(document);
rememberWays(document);
followDays(document);
followReasons(document);
stayAboveKeyboard(document);
watchPhotosLeft(document);
rememberLanguage(document);
rememberLook(document);
watchInstall(document);
watchWithin(document);
watchSpeech(document);
watchAloud(document);
rememberVoice(document);
watchConnection(document);
startWorker(document);
tickAll(document);
rememberTicks(document);
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
  showDigits(document);
  showSliders(document);
  showDays(document);
  showReasons(document);
  showWays(document);
  forgetTyping();
  focusWhatMatters(document);
  offerInstall(document);
  tellWithin(document);
  void offerSpeech(document);
  tellSaved(document);
  askStatus(document);
  fillCode(document);
  holdForAWhile(document);
  countSeconds(document);
  unfoldNamed(document);
  advance(document);
  showCopying(document);
  showTicks(document);
  void showPhotosLeft(document);
  void showPush(document);
  void keepStorage(document);
  void askBeforeLeaving(document);
  void clearWhatIsLeft(document);
}
