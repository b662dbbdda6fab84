/**
 * Pages of a PDF file as pictures. pdf.js is fetched when the first such file is chosen.
 *
 * @typedef {"locked" | "broken" | "offline" | "no_pack"} Problem
 */
import { PDF } from "./generated/packs.js";
import { fetchPack, PackError } from "./pack.js";

const MOST_PAGES = 3; // a bill with its details has two
const LONG_SIDE = 2_600; // px
const QUALITY = 0.92;

export class PdfError extends Error {
  /** @param {Problem} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The first pages. Rejects with a PdfError.
 *
 * @param {Blob} file
 * @returns {Promise<Blob[]>}
 */
export async function pagesOf(file) {
  const pdfjs = await load();
  const loading = pdfjs.getDocument({
    data: await file.arrayBuffer(),
    cMapUrl: `${folder()}/`,
    cMapPacked: true,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
  });
  try {
    const document = await loading.promise;
    const count = Math.min(MOST_PAGES, document.numPages);
    const pages = [];
    for (let number = 1; number <= count; number++) pages.push(await draw(await document.getPage(number)));
    return pages;
  } catch (error) {
    const isLocked = /** @type {Error} */ (error).name === "PasswordException";
    throw new PdfError(isLocked ? "locked" : "broken");
  } finally {
    void loading.destroy();
  }
}

/** @returns {Promise<any>} */
async function load() {
  try {
    if ("caches" in globalThis) await fetchPack(PDF);
    const pdfjs = await import(/** @type {string} */ (`${folder()}/pdf.min.mjs`));
    pdfjs.GlobalWorkerOptions.workerSrc = `${folder()}/pdf.worker.min.mjs`;
    return pdfjs;
  } catch (error) {
    throw new PdfError(error instanceof PackError ? error.reason : "offline");
  }
}

function folder() {
  return PDF[0].url.slice(0, PDF[0].url.lastIndexOf("/"));
}

/** @param {any} page @returns {Promise<Blob>} */
async function draw(page) {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONG_SIDE / Math.max(width, height) });
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport, background: "white" }).promise;
  page.cleanup();
  return new Promise((resolve, reject) => {
    const done = (/** @type {Blob | null} */ blob) => (blob ? resolve(blob) : reject(new PdfError("broken")));
    canvas.toBlob(done, "image/jpeg", QUALITY);
  });
}
