/** The page's behaviours. Each finds what it improves; without any of them the page still works. */
import "htmx.org";

import { improveAmounts } from "./amount.js";
import { swapWholePages } from "./boost.js";
import { forgetTyping, watchTyping } from "./dirty.js";
import { focusWhatMatters, followSwaps } from "./focus.js";
import { offerInstall, watchInstall } from "./install.js";
import { fillCode } from "./join.js";
import { rememberLanguage } from "./language.js";
import { askBeforeLeaving, clearWhatIsLeft } from "./leaving.js";
import { closeMenus } from "./menu.js";
import { rememberPlaces } from "./places.js";
import { keepStorage } from "./storage.js";
import { saveOnce, submitOnChange } from "./submit.js";
import { askStatus, startWorker } from "./worker.js";

submitOnChange(document);
saveOnce(document);
closeMenus(document);
watchTyping(document);
rememberPlaces(document);
rememberLanguage(document);
watchInstall(document);
startWorker(document);
swapWholePages(document, arrive);
followSwaps(document);
arrive();

document.addEventListener("htmx:afterSwap", (event) => {
  improveAmounts(/** @type {HTMLElement} */ (event.target));
});

/** A page has come, by loading it or in the place of another. */
function arrive() {
  improveAmounts(document);
  forgetTyping();
  focusWhatMatters(document);
  offerInstall(document);
  askStatus(document);
  fillCode(document);
  void keepStorage(document);
  void askBeforeLeaving(document);
  void clearWhatIsLeft(document);
}
