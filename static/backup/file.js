/**
 * A file that only its passphrase opens (docs/backup.md): one line of JSON that says how, then
 * sections, each sealed by AES-256-GCM together with that line. The first section is the document,
 * by gzip; the others are as they are, and the document says how many they are and how long.
 *
 * @typedef {object} Header
 * @property {string} format
 * @property {number} version  of the document
 * @property {string} kdf
 * @property {number} rounds
 * @property {string} cipher
 * @property {string} compression  of the document
 * @property {string} salt  base64
 * @property {string} iv  base64; the number of the section follows it
 * @property {number} document  bytes of the first section
 * @property {number} size  bytes of all sections
 *
 * @typedef {"not_a_backup" | "newer" | "cut" | "large" | "passphrase" | "damaged"} Reason
 * @typedef {{header: Header, line: Uint8Array<ArrayBuffer>}} Beginning
 * @typedef {{version: number, content: any, section: (at: number, bytes: number, number: number) =>
 *   Promise<Uint8Array<ArrayBuffer>>}} Opened  `at`: bytes after the document
 */

export const FORMAT = "sanghanjigi-backup";
export const SEAL = 16; // bytes that sealing adds to a section
export const LEAST_LETTERS = 8; // of a passphrase
const [KDF, CIPHER, COMPRESSION] = /** @type {const} */ (["PBKDF2-SHA-256", "AES-256-GCM", "gzip"]);
const ROUNDS = 600_000; // OWASP's figure for PBKDF2-SHA-256
const [LEAST_ROUNDS, MOST_ROUNDS] = [600_000, 10_000_000];
const [SALT, IV] = [16, 8]; // bytes
const LONGEST_LINE = 1_024; // bytes
const MOST_BYTES = 1_000_000_000; // of a file
const MOST_DOCUMENT = 50_000_000; // bytes, sealed or not
const NEWLINE = 10;

/** Why a file cannot be read. */
export class BackupError extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Letters as a person counts them. @param {string} passphrase */
export function isLongEnough(passphrase) {
  return [...passphrase.normalize("NFC")].length >= LEAST_LETTERS;
}

/**
 * @param {string} passphrase @param {number} version  of the content
 * @param {object} content  what JSON can say
 * @param {readonly Blob[]} [others]  sections after the document
 * @param {(done: number) => void} [tell]  told how many sections are sealed; may throw to stop
 * @returns {Promise<Blob>}
 */
export async function seal(passphrase, version, content, others = [], tell = () => {}) {
  const document = await through(new Blob([JSON.stringify(content)]), new CompressionStream(COMPRESSION));
  const sizes = [document.length, ...others.map(({ size }) => size)];
  const [salt, iv] = [SALT, IV].map((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  /** @type {Header} */
  const header = {
    format: FORMAT,
    version,
    kdf: KDF,
    rounds: ROUNDS,
    cipher: CIPHER,
    compression: COMPRESSION,
    salt: base64(salt),
    iv: base64(iv),
    document: document.length + SEAL,
    size: sizes.reduce((sum, size) => sum + size + SEAL, 0),
  };
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const key = await keyOf(passphrase, salt, ROUNDS);
  /** @type {BlobPart[]} */
  const parts = [line];
  for (const [number, section] of [document, ...others].entries()) {
    const plain = section instanceof Blob ? new Uint8Array(await section.arrayBuffer()) : section;
    parts.push(new Blob([await crypto.subtle.encrypt(how(iv, number, line), key, plain)]));
    tell(number);
  }
  return new Blob(parts, { type: "application/octet-stream" });
}

/**
 * What the first line says, without any passphrase. Rejects with a BackupError.
 *
 * @param {Blob} file @param {number} newest  version that this app reads
 * @returns {Promise<Beginning>}
 */
export async function begin(file, newest) {
  const start = new Uint8Array(await file.slice(0, LONGEST_LINE).arrayBuffer());
  const end = start.indexOf(NEWLINE);
  const header = read(start.subarray(0, Math.max(0, end)));
  if (header?.format !== FORMAT || !Number.isSafeInteger(header.version) || header.version < 1) {
    throw new BackupError("not_a_backup");
  }
  if (header.version > newest) throw new BackupError("newer");
  if (!isSound(header)) throw new BackupError("damaged");
  const line = start.slice(0, end + 1);
  if (header.size > MOST_BYTES || header.document > MOST_DOCUMENT) throw new BackupError("large");
  if (file.size < line.length + header.size) throw new BackupError("cut");
  if (file.size > line.length + header.size) throw new BackupError("damaged");
  return { header, line };
}

/**
 * Rejects with a BackupError; what was changed on the way cannot be told from a wrong passphrase.
 *
 * @param {Blob} file @param {string} passphrase @param {number} newest
 * @returns {Promise<Opened>}
 */
export async function open(file, passphrase, newest) {
  const { header, line } = await begin(file, newest);
  const iv = bytesOf(header.iv);
  const key = await keyOf(passphrase, bytesOf(header.salt), header.rounds);
  const section = async (/** @type {number} */ from, /** @type {number} */ bytes, /** @type {number} */ number) => {
    const sealed = await file.slice(line.length + from, line.length + from + bytes).arrayBuffer();
    return new Uint8Array(await crypto.subtle.decrypt(how(iv, number, line), key, sealed));
  };
  const document = await section(0, header.document, 0).catch(() => {
    throw new BackupError("passphrase");
  });
  const json = await through(new Blob([document]), new DecompressionStream(COMPRESSION)).catch((error) => {
    throw error instanceof BackupError ? error : new BackupError("damaged");
  });
  const content = read(json);
  if (content === undefined) throw new BackupError("damaged");
  return {
    version: header.version,
    content,
    section: (at, bytes, number) =>
      section(header.document + at, bytes + SEAL, number).catch(() => {
        throw new BackupError("damaged");
      }),
  };
}

/** Every field is what this app itself would have written. @param {any} header */
function isSound(header) {
  return (
    [header.kdf, header.cipher, header.compression].join() === [KDF, CIPHER, COMPRESSION].join() &&
    isWithin(header.rounds, LEAST_ROUNDS, MOST_ROUNDS) &&
    bytesOf(header.salt).length === SALT &&
    bytesOf(header.iv).length === IV &&
    isWithin(header.document, SEAL + 1, Infinity) &&
    isWithin(header.size, header.document, Infinity)
  );
}

/** @param {unknown} number @param {number} least @param {number} most */
function isWithin(number, least, most) {
  return typeof number === "number" && Number.isSafeInteger(number) && least <= number && number <= most;
}

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} rounds */
async function keyOf(passphrase, salt, rounds) {
  const letters = new TextEncoder().encode(passphrase.normalize("NFC")); // phones write 한글 in two ways
  const given = await crypto.subtle.importKey("raw", letters, "PBKDF2", false, ["deriveKey"]);
  const kdf = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(kdf, given, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** No two sections have the same nonce, and none opens in another's place. @param {Uint8Array} iv @param {number} number @param {Uint8Array<ArrayBuffer>} line */
function how(iv, number, line) {
  const nonce = new Uint8Array(IV + 4);
  nonce.set(iv);
  new DataView(nonce.buffer).setUint32(IV, number);
  return { name: "AES-GCM", iv: nonce, additionalData: line };
}

/** @param {Blob} blob @param {CompressionStream | DecompressionStream} stream @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function through(blob, stream) {
  const chunks = [];
  let bytes = 0;
  const reader = blob.stream().pipeThrough(/** @type {any} */ (stream)).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    bytes += chunk.value.length;
    if (bytes > MOST_DOCUMENT) {
      await reader.cancel();
      throw new BackupError("large");
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** @param {Uint8Array} json @returns {any} nothing for what is not JSON */
function read(json) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** @param {unknown} text @returns {Uint8Array<ArrayBuffer>} none for what is not base64 */
function bytesOf(text) {
  try {
    return Uint8Array.from(atob(String(text)), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
