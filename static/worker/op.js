/**
 * What a device asks for. Twin of webapp/sync/op.py.
 *
 * `set` maps a field to [the value the device saw, the value it wants]; `base` is the revision the
 * device saw, 0 for a record that it made.
 *
 * @typedef {string | number | boolean | null} Value
 * @typedef {Record<string, Value>} Values
 * @typedef {Record<string, [Value, Value]>} Changes
 * @typedef {"member" | "member_year" | "receipt"} Entity
 * @typedef {"put" | "delete" | "restore"} Kind
 * @typedef {{op_id: string, entity: Entity, id: string, kind: Kind, base: number, set: Changes}} Op
 * @typedef {"applied" | "conflict" | "rejected"} Status
 * @typedef {Record<string, string[]>} Errors
 * @typedef {{op_id: string, status: Status, conflicts: Changes, errors: Errors}} Result
 */

let latest = 0;

/** A UUIDv7 (RFC 9562). Those made here one after the other sort in that order. */
export function newId() {
  latest = Math.max(latest + 1, Date.now());
  const time = latest.toString(16).padStart(12, "0");
  const random = crypto.getRandomValues(new Uint8Array(10));
  random[0] = (random[0] & 0x0f) | 0x70;
  random[2] = (random[2] & 0x3f) | 0x80;
  const rest = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

export function newOpId() {
  return crypto.randomUUID();
}

/**
 * The `set` of an op that turns `old` into `wanted`.
 *
 * @param {Readonly<Values>} old
 * @param {Readonly<Values>} wanted
 * @returns {Changes}
 */
export function changes(old, wanted) {
  /** @type {Changes} */
  const set = {};
  for (const [name, value] of Object.entries(wanted)) {
    const seen = Object.hasOwn(old, name) ? old[name] : null;
    if (!same(seen, value)) set[name] = [seen, value];
  }
  return set;
}

/**
 * Equal as Python has it: 1 and True are.
 *
 * @param {Value} one
 * @param {Value} other
 */
export function same(one, other) {
  const [left, right] = [one, other].map((each) => (typeof each === "boolean" ? Number(each) : each));
  return left === right;
}

/** @param {Partial<Op> & Pick<Op, "op_id" | "entity" | "id">} op @returns {Op} */
export function op({ op_id, entity, id, kind = "put", base = 0, set = {} }) {
  return { op_id, entity, id, kind, base, set };
}
