/** The filter `words`, apart from the others because it brings a dictionary of number words. */
import { whole } from "./jinja.js";
import * as spelt from "./won.js";

/** 1250000 → 백이십오만 원 @param {import("./jinja.js").Value} number */
export const words = (number) => spelt.words(whole(number));
