/**
 * Templates at work: their variables, blocks, parents and imports.
 *
 * @import { Names, Value } from "./values.js"
 *
 * @typedef {{root: (context: Context) => string, blocks: Record<string, Block>}} Template
 * @typedef {(context: Context) => string} Block
 */
import { Callable, Fields, Markup, Module, TemplateError, Undefined } from "./values.js";

/** The variables of one rendering, and the blocks of the templates that take part in it. */
export class Context {
  /**
   * @param {Environment} environment @param {Names} parent @param {Record<string, Block>} blocks
   */
  constructor(environment, parent, blocks) {
    this.environment = environment;
    this.parent = parent;
    /** @type {Names} */
    this.vars = Object.create(null);
    /** @type {Set<string>} */
    this.exported = new Set();
    /** @type {Map<string, Block[]>} */
    this.blocks = new Map(Object.entries(blocks).map(([name, block]) => [name, [block]]));
  }

  /** @param {string} name @returns {Value} undefined if there is none */
  resolve(name) {
    const value = this.vars[name];
    return value === undefined ? this.parent[name] : value;
  }

  /** @param {string} name @param {Value} value */
  set(name, value) {
    this.vars[name] = value;
    this.exported.delete(name);
  }

  /** @param {string} name @param {Value} value */
  export(name, value) {
    this.vars[name] = value;
    this.exported.add(name);
  }

  /**
   * All names, with those of a template's inner scopes.
   * @param {Names} [locals] @returns {Names}
   */
  all(locals = {}) {
    const names = Object.assign(Object.create(this.parent), this.vars);
    for (const [name, value] of Object.entries(locals)) {
      if (value !== undefined) names[name] = value;
    }
    return names;
  }

  /** @param {Names} locals */
  derived(locals) {
    const context = new Context(this.environment, this.all(locals), {});
    context.blocks = this.blocks;
    return context;
  }

  /** @param {string} name @param {Names} locals */
  include(name, locals) {
    const { root, blocks } = this.environment.template(name);
    return root(new Context(this.environment, this.all(locals), blocks));
  }

  /** @param {string} name @param {Names} [locals] without, the module knows the globals only */
  module(name, locals) {
    return this.environment.module(name, locals && this.all(locals));
  }

  /** Put a parent's blocks behind one's own. @param {string} name */
  extend(name) {
    for (const [block, body] of Object.entries(this.environment.template(name).blocks)) {
      this.blocks.set(block, [...(this.blocks.get(block) ?? []), body]);
    }
  }

  /** @param {string} name */
  parentRoot(name) {
    return this.environment.template(name).root(this);
  }

  /** @param {string} name @param {Context} context @param {number} [depth] */
  block(name, context, depth = 0) {
    return /** @type {Block[]} */ (this.blocks.get(name))[depth](context);
  }

  /** @param {string} name */
  requireBlock(name) {
    if (this.blocks.get(name)?.length === 1) {
      throw new TemplateError(`required block '${name}' not found`);
    }
  }

  /** `super` within a block. @param {string} name @param {Block} current */
  above(name, current) {
    return blockReference(this, name, (this.blocks.get(name) ?? []).indexOf(current) + 1, "super");
  }
}

/**
 * @param {Context} context @param {string} name @param {number} depth @param {string} as @returns {Value}
 */
function blockReference(context, name, depth, as) {
  const isThere = depth < (context.blocks.get(name)?.length ?? 0);
  return isThere ? new BlockReference(context, name, depth) : new Undefined(as);
}

export class BlockReference extends Callable {
  /** @param {Context} context @param {string} name @param {number} depth */
  constructor(context, name, depth) {
    super(() => new Markup(context.block(name, context, depth)));
    this.above = () => blockReference(context, name, depth + 1, "super");
  }
}

/** `self` */
export class SelfReference extends Fields {
  /** @param {Context} context */
  constructor(context) {
    super();
    this.context = context;
  }

  /** @param {string} name */
  find(name) {
    return blockReference(this.context, name, 0, name);
  }
}

/** The compiled templates, and the names that all of them know. */
export class Environment {
  /** @param {Record<string, Template>} templates @param {Names} globals */
  constructor(templates, globals) {
    this.templates = templates;
    /** @type {Names} */
    this.globals = Object.assign(Object.create(null), globals);
    /** @type {Map<string, Module>} */
    this.modules = new Map();
  }

  /** @param {string} name */
  template(name) {
    if (Object.hasOwn(this.templates, name)) return this.templates[name];
    throw new TemplateError(`there is no template '${name}'`);
  }

  /** Without names of its own a module is made once. @param {string} name @param {Names} [names] */
  module(name, names) {
    const made = names ? undefined : this.modules.get(name);
    if (made) return made;
    const { root, blocks } = this.template(name);
    const context = new Context(this, names ?? this.globals, blocks);
    const text = root(context);
    /** @type {Names} */
    const exported = Object.create(null);
    for (const each of context.exported) exported[each] = context.vars[each];
    const module = new Module(text, exported);
    if (!names) this.modules.set(name, module);
    return module;
  }

  /** @param {string} name @param {Names} context */
  render(name, context) {
    const { root, blocks } = this.template(name);
    return root(new Context(this, Object.assign(Object.create(this.globals), context), blocks));
  }
}
