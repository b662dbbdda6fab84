/** A script of its own, so that a worker that speaks Korean need not read it: self.catalogues. */
import en from "./generated/catalogue-en.js";

Object.assign(globalThis, { catalogues: { en } });
