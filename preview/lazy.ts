import { createRequire, Module } from "node:module";

/** What lies behind a stand-in: a function, so that it may be called and constructed. */
function placeholder(): never {
  throw new Error("a stand-in answers for itself");
}

/** An object that stands for a module until something of it is used. */
function standIn(load: () => object): object {
  let loaded: object | undefined;
  const real = (): object => (loaded ??= load());
  return new Proxy(placeholder, {
    // Import helpers ask for this mark before they use anything.
    get: (_target, key) => (key === "__esModule" ? true : (Reflect.get(real(), key) as unknown)),
    has: (_target, key) => key in real(),
    apply: (_target, self, args) => Reflect.apply(real() as () => unknown, self, args) as unknown,
    construct: (_target, args) => Reflect.construct(real() as new () => object, args) as object,
  });
}

/**
 * Puts off loading a module until something of it is used. Where it is not installed, or loaded already, nothing
 * happens.
 *
 * @param from a file whose `require` would find the module
 */
export function putOff(from: string, id: string): void {
  const require = createRequire(from);
  let path: string;
  try {
    path = require.resolve(id);
  } catch {
    return;
  }
  if (require.cache[path] !== undefined) return;
  const module = new Module(path);
  module.filename = path;
  module.loaded = true;
  module.exports = standIn(() => {
    Reflect.deleteProperty(require.cache, path);
    return require(path) as object;
  });
  require.cache[path] = module;
}
