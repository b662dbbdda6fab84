/**
 * Pictures made smaller. Drawing a picture anew leaves behind all that the camera wrote into the file:
 * where it was taken, when, and with what.
 *
 * @typedef {{blob: Blob, width: number, height: number}} Picture
 * @typedef {{quads: [number, number][][], width: number, height: number}} Cover  what nobody may see;
 *   the corners are in px of a picture of that size
 */

const TYPE = "image/jpeg";

/** Opened, and turned as the camera was held. Rejects what is no picture. @param {Blob} file */
export function openPicture(file) {
  return createImageBitmap(file, { imageOrientation: "from-image" });
}

/**
 * @param {ImageBitmap} bitmap
 * @param {number} longSide  px at most
 * @param {number} quality  0 to 1
 * @param {Cover} [cover]  painted black
 * @returns {Promise<Picture>}
 */
export async function drawSmaller(bitmap, longSide, quality, cover) {
  const { width, height } = fitted(bitmap, longSide);
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "white"; // below what is transparent
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  if (cover) paintOver(context, cover, { width, height });
  return { blob: await canvas.convertToBlob({ type: TYPE, quality }), width, height };
}

/** @param {OffscreenCanvasRenderingContext2D} context @param {Cover} cover @param {{width: number, height: number}} size */
function paintOver(context, { quads, ...of }, size) {
  context.fillStyle = "black";
  context.scale(size.width / of.width, size.height / of.height);
  for (const quad of quads) {
    context.beginPath();
    for (const [x, y] of quad) context.lineTo(x, y);
    context.fill();
  }
}

/** @param {{width: number, height: number}} size @param {number} longSide */
export function fitted({ width, height }, longSide) {
  const scale = Math.min(1, longSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
