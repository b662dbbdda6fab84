/** @import { Value } from "./values.js" */
import { length } from "./lists.js";
import { equal } from "./operators.js";
import { Callable, Fields, TemplateError } from "./values.js";

/** `loop`: knows its length and its neighbours; looks ahead only when asked. */
export class Loop extends Fields {
  /** @param {Iterable<Value>} items */
  constructor(items) {
    super();
    this.items = items[Symbol.iterator]();
    /** @type {number | undefined} */
    this.known = Array.isArray(items) || typeof items === "string" ? length(items) : undefined;
    /** @type {Value[]} */
    this.ahead = [];
    this.at = -1;
    /** @type {Value} */
    this.now = undefined;
    /** @type {Value} */
    this.before = undefined;
    /** @type {Value[] | undefined} */
    this.seen = undefined;
  }

  [Symbol.iterator]() {
    return this;
  }

  next() {
    if (!this.peek()) return { done: true, value: undefined };
    this.at += 1;
    [this.before, this.now] = [this.now, this.ahead.shift()];
    return { done: false, value: this.now };
  }

  /** Whether there is another item; it is fetched. */
  peek() {
    if (!this.ahead.length) {
      const { done, value } = this.items.next();
      if (!done) this.ahead.push(value);
    }
    return this.ahead.length > 0;
  }

  get length() {
    if (this.known === undefined) {
      for (let each = this.items.next(); !each.done; each = this.items.next()) {
        this.ahead.push(each.value);
      }
      this.known = this.at + 1 + this.ahead.length;
    }
    return this.known;
  }

  /** @param {string} name @returns {Value} */
  find(name) {
    switch (name) {
      case "index":
        return this.at + 1;
      case "index0":
        return this.at;
      case "revindex":
        return this.length - this.at;
      case "revindex0":
        return this.length - this.at - 1;
      case "length":
        return this.length;
      case "first":
        return this.at === 0;
      case "last":
        return !this.peek();
      case "previtem":
        return this.at === 0 ? undefined : this.before;
      case "nextitem":
        return this.peek() ? this.ahead[0] : undefined;
      case "depth":
        return 1;
      case "depth0":
        return 0;
      case "cycle":
        return new Callable((given) => {
          if (!given.length) throw new TemplateError("no items for cycling given");
          return given[this.at % given.length];
        });
      case "changed":
        return new Callable((given) => {
          const isSame = this.seen !== undefined && equal(this.seen, given);
          this.seen = given;
          return !isSame;
        });
    }
  }
}
