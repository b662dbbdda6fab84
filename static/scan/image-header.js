/**
 * What a file says of itself in its first bytes: its kind and, for a picture, its size. A picture that
 * would fill the phone's memory is known before it is opened.
 *
 * @typedef {"jpeg" | "png" | "webp" | "gif" | "pdf" | ""} Kind
 * @typedef {{kind: Kind, width: number, height: number}} Header  0 where it does not say
 */

export const HEADER_BYTES = 256 * 1024; // a JPEG may carry a preview and a colour profile before its size

/** @param {Uint8Array} bytes  the first `HEADER_BYTES` of a file @returns {Header} */
export function readHeader(bytes) {
  const kind = kindOf(bytes);
  const [width, height] = kind in SIZES ? SIZES[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.length)) : [0, 0];
  return { kind, width, height };
}

/** @param {Uint8Array} bytes @returns {Kind} */
function kindOf(bytes) {
  const text = String.fromCharCode(...bytes.subarray(0, 1024));
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("GIF8")) return "gif";
  return text.includes("%PDF-") ? "pdf" : ""; // readers allow for rubbish in front
}

/** @type {Record<string, (view: DataView) => [number, number]>} */
const SIZES = {
  jpeg: sizeOfJpeg,
  png: (view) => (view.byteLength < 24 ? [0, 0] : [view.getUint32(16), view.getUint32(20)]),
  gif: (view) => (view.byteLength < 10 ? [0, 0] : [view.getUint16(6, true), view.getUint16(8, true)]),
  webp: sizeOfWebp,
};

/** From the frame header (SOF0 to SOF15, ITU T.81 annex B). @param {DataView} view @returns {[number, number]} */
function sizeOfJpeg(view) {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return [0, 0];
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1; // fill byte
    else if (isFrame(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    else at += 2 + view.getUint16(at + 2);
  }
  return [0, 0];
}

/** C4, C8 and CC are tables between the frames' markers. @param {number} marker */
function isFrame(marker) {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Its three kinds (RFC 9649). @param {DataView} view @returns {[number, number]} */
function sizeOfWebp(view) {
  if (view.byteLength < 30) return [0, 0];
  const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (kind === "VP8X") return [1 + threeBytes(view, 24), 1 + threeBytes(view, 27)];
  if (kind === "VP8 ") return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  const bits = view.getUint32(21, true);
  return kind === "VP8L" ? [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)] : [0, 0];
}

/** @param {DataView} view @param {number} at */
function threeBytes(view, at) {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
