/** The page's behaviours. Each finds what it improves; without any of them the page still works. */
import "htmx.org";

import { improveAmounts } from "./amount.js";
import { focusWhatMatters } from "./focus.js";
import { closeMenus } from "./menu.js";
import { saveOnce, submitOnChange } from "./submit.js";

improveAmounts(document);
submitOnChange(document);
saveOnce(document);
closeMenus(document);
focusWhatMatters(document);

document.addEventListener("htmx:afterSwap", (event) => {
  improveAmounts(/** @type {HTMLElement} */ (event.target));
});
