/** The changing parts of a screen of files; the words are the template's. */

export class Part {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** Aborted when the page goes on without this part. */
    this.gone = new AbortController();
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  find(selector) {
    return this.root.querySelector(selector);
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all(selector) {
    return [...this.root.querySelectorAll(selector)].map((each) => /** @type {HTMLElement} */ (each));
  }

  /** Shows what belongs to a state, and reads out its heading if the person has come on. @param {string} state @param {boolean} [isNews] */
  show(state, isNews = true) {
    this.root.dataset.state = state;
    for (const part of this.all("[data-when]")) {
      part.hidden = !part.dataset.when?.split(" ").includes(state);
    }
    const heading = this.find(`section[data-when~="${state}"] h2[tabindex]`);
    if (isNews) heading?.focus();
  }

  /** @param {string} selector @param {boolean} shown */
  toggle(selector, shown) {
    for (const each of this.all(selector)) each.hidden = !shown;
  }

  /** @param {string} name @param {Record<string, string | number>} values */
  say(name, values) {
    for (const each of this.all(`[data-says="${name}"]`)) each.textContent = filled(each.dataset.words, values);
  }

  /** Why it cannot be done here. @param {"worker" | "pull" | "example" | "nothing"} why */
  refer(why) {
    this.toggle("[data-instead]", true);
    for (const each of this.all("[data-why]")) each.hidden = each.dataset.why !== why;
  }

  /** It can be done. */
  offer() {
    this.toggle("[data-instead]", false);
  }

  /** @param {string} reason @param {string} [field]  id of the field that it is about */
  complain(reason, field) {
    const words = this.find("template[data-troubles]")?.dataset[reason] ?? "";
    if (field) return this.mark(field, words);
    const box = this.find("[data-trouble]");
    const line = box?.querySelector("p");
    if (!box || !line) return;
    line.textContent = words;
    box.hidden = false;
    box.focus();
  }

  /** @param {string} id @param {string} words  "" for nothing wrong */
  mark(id, words) {
    const field = this.find(`[data-field="${id}"]`);
    const input = field?.querySelector("input");
    const error = field?.querySelector(".error");
    const line = error?.querySelector("span");
    if (!field || !input || !error || !line) return;
    field.classList.toggle("wrong", !!words);
    line.textContent = words;
    error.toggleAttribute("hidden", !words);
    input.setAttribute("aria-invalid", String(!!words));
    const hint = field.querySelector(".hint")?.id;
    const described = [words ? error.id : "", hint ?? ""].filter(Boolean).join(" ");
    if (described) input.setAttribute("aria-describedby", described);
    if (words) input.focus();
  }

  quiet() {
    this.toggle("[data-trouble]", false);
  }

  /** @param {string} selector @param {string} event @param {(event: Event) => unknown} what */
  on(selector, event, what) {
    for (const each of this.all(selector)) {
      each.addEventListener(event, (happened) => void what(happened), { signal: this.gone.signal });
    }
  }

  /** @param {string} id */
  input(id) {
    return /** @type {HTMLInputElement} */ (this.find(`#${id}`));
  }

  /** A finished file, to be saved by a tap. @param {Blob} file @param {string} name @param {string} size  in words */
  saves(file, name, size) {
    const address = URL.createObjectURL(file);
    this.gone.signal.addEventListener("abort", () => URL.revokeObjectURL(address));
    this.say("file", { name });
    this.say("size", { size });
    const link = /** @type {HTMLAnchorElement} */ (this.find("[data-save]"));
    [link.href, link.download] = [address, name];
  }

  /** What is typed can be read, if the person wants to. */
  readable() {
    this.on("[data-plain]", "change", ({ target }) => {
      const type = /** @type {HTMLInputElement} */ (target).checked ? "text" : "password";
      for (const each of this.all('input[type="password"], input[data-letters]')) {
        each.setAttribute("type", type);
        each.toggleAttribute("data-letters", type === "text");
      }
    });
  }

  /**
   * Long work, with its progress and a way out; the person is then where they came from, at once.
   * Only what `writes` is waited for: it says by itself how it ended.
   *
   * @template T
   * @param {string} before  the state to come back to
   * @param {(tell: (done: number, of: number) => void, signal: AbortSignal) => Promise<T>} work
   * @param {(error: unknown) => void} failed
   * @param {{writes?: boolean}} [how]
   * @returns {Promise<T | undefined>}
   */
  async works(before, work, failed, { writes = false } = {}) {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.gone.signal]);
    const button = this.find("[data-stop]");
    button?.addEventListener("click", () => stop.abort(), { signal });
    this.quiet();
    this.progress(0, 0);
    this.show("working");
    try {
      const working = work((done, of) => {
        signal.throwIfAborted();
        this.progress(done, of);
      }, signal);
      const done = await (writes ? working : unlessStopped(working, signal));
      return this.gone.signal.aborted ? undefined : done; // what was done in spite of a late stop, was done
    } catch (error) {
      if (this.gone.signal.aborted) return undefined;
      this.show(before, false);
      failed(error);
      return undefined;
    }
  }

  /** @param {number} done @param {number} of  0 while nobody knows */
  progress(done, of) {
    const bar = /** @type {HTMLProgressElement | null} */ (this.find("progress"));
    if (!bar) return;
    if (of) [bar.max, bar.value] = [of, done];
    else bar.removeAttribute("value");
    this.toggle('[data-says="progress"]', of > 0);
    this.say("progress", { done, of });
  }
}

/**
 * What is left running comes to nothing.
 *
 * @template T @param {Promise<T>} work @param {AbortSignal} signal @returns {Promise<T>}
 */
export function unlessStopped(work, signal) {
  /** @type {Promise<never>} */
  const stopped = new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Whether the person has stopped it. @param {unknown} error */
export function isStop(error) {
  return /** @type {Error} */ (error)?.name === "AbortError";
}

/** @param {string | undefined} words @param {Record<string, string | number>} values */
export function filled(words, values) {
  return (words ?? "").replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));
}
