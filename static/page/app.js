/** The page's behaviours. Each finds what it improves; without any of them the page still works. */
import "htmx.org";

import { improveAmounts } from "./amount.js";
import { watchTyping } from "./dirty.js";
import { focusWhatMatters } from "./focus.js";
import { offerInstall } from "./install.js";
import { fillCode } from "./join.js";
import { rememberLanguage } from "./language.js";
import { askBeforeLeaving, clearWhatIsLeft } from "./leaving.js";
import { closeMenus } from "./menu.js";
import { keepStorage } from "./storage.js";
import { saveOnce, submitOnChange } from "./submit.js";
import { startWorker } from "./worker.js";

improveAmounts(document);
submitOnChange(document);
saveOnce(document);
closeMenus(document);
focusWhatMatters(document);
watchTyping(document);
rememberLanguage(document);
offerInstall(document);
startWorker(document);
fillCode(document);
void keepStorage(document);
void askBeforeLeaving(document);
void clearWhatIsLeft(document);

document.addEventListener("htmx:afterSwap", (event) => {
  improveAmounts(/** @type {HTMLElement} */ (event.target));
});
