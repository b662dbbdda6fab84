/**
 * The camera within the page: the picture as it is now, with an outline around the receipt in it.
 * The way for everybody is the file chooser; this is one for whoever wants to see.
 */
import { findPages } from "./image/page-finder.js";

const WIDTH = 3_840; // px: as sharp as the camera can
const LOOK_EVERY = 250; // ms
const LONG_SIDE = 400; // px of the picture in which the page is looked for
const QUALITY = 0.95;
const SAID_FOR = 2_500; // ms: the receipt just taken is still in sight, and would be spoken of at once

/** @param {Navigator} device */
export function hasCamera(device) {
  return !!device.mediaDevices?.getUserMedia;
}

/**
 * Open the camera until the person has enough.
 *
 * @param {Document} document
 * @param {(picture: File) => Promise<boolean>} take  whether it was kept
 * @returns {Promise<"closed" | "denied" | "none">}
 */
export async function openCamera(document, take) {
  let stream;
  try {
    const video = { facingMode: "environment", width: { ideal: WIDTH } };
    stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    const refused = ["NotAllowedError", "SecurityError"].includes(/** @type {Error} */ (error).name);
    return refused ? "denied" : "none";
  }
  try {
    await show(document, stream, take);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
  return "closed";
}

/** @param {Document} document @param {MediaStream} stream @param {(picture: File) => Promise<boolean>} take */
async function show(document, stream, take) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("template#scan-camera"));
  document.body.append(template.content.cloneNode(true));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.camera"));
  const video = /** @type {HTMLVideoElement} */ (dialog.querySelector("video"));
  const says = /** @type {HTMLElement} */ (dialog.querySelector(".camera-says"));
  const shoot = /** @type {HTMLButtonElement} */ (dialog.querySelector('[data-do="shoot"]'));
  const closed = new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  let count = 0;
  let sawPage = false;
  let takenAt = -Infinity;
  const say = () => {
    const { look = "", found = "", taken = "" } = says.dataset;
    const isNews = performance.now() < takenAt + SAID_FOR;
    const words = sawPage && !isNews ? found : count ? taken.replace("{n}", String(count)) : look;
    if (says.textContent !== words) says.textContent = words;
  };
  shoot.addEventListener("click", async () => {
    shoot.disabled = true;
    if (await take(await picture(video))) [count, takenAt] = [count + 1, performance.now()];
    else dialog.close(); // the page below says why
    say();
    shoot.disabled = false;
    shoot.focus();
  });
  dialog.querySelector('[data-do="close"]')?.addEventListener("click", () => dialog.close());
  say();
  video.srcObject = stream;
  dialog.showModal();
  // There is nothing to keep before the first picture: until then the button waits.
  video.addEventListener("playing", () => ((shoot.disabled = false), shoot.focus()), { once: true });
  const looking = setInterval(() => {
    sawPage = outline(dialog, video);
    say();
  }, LOOK_EVERY);
  await closed;
  clearInterval(looking);
  dialog.remove();
}

/** @param {Element} dialog @param {HTMLVideoElement} video @returns {boolean} whether there is a page */
function outline(dialog, video) {
  const { videoWidth, videoHeight } = video;
  const polygon = dialog.querySelector("polygon");
  if (!videoWidth || !polygon) return false;
  const scale = LONG_SIDE / Math.max(videoWidth, videoHeight);
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(video, 0, 0, width, height);
  const [page] = findPages({ rgba: context.getImageData(0, 0, width, height).data, width, height }).pages;
  dialog.querySelector("svg")?.setAttribute("viewBox", `0 0 ${width} ${height}`);
  polygon.setAttribute("points", (page ?? []).map((corner) => corner.join(",")).join(" "));
  return !!page;
}

/** @param {HTMLVideoElement} video @returns {Promise<File>} */
async function picture(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return new File([blob], "", { type: blob.type });
}
