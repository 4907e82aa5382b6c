import Module from 'node:module';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { environment } from '../outcome';
import type { Activation, Observed, Started } from './observed';
import { computedMs } from './loopProbe';
import { timedListener } from './timedListener';

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;
type Call = (...parameters: unknown[]) => unknown;
interface LoadedExtension {
  readonly activate: (context: ExtensionContext) => unknown;
}

/**
 * Activated before the extension, it hands it a `vscode` whose events time their listeners and times its activation,
 * so that the product needs no code for being measured.
 */
export function activate(): Observed {
  const observed: Observed = {
    loadMs: undefined,
    loadCpuMs: undefined,
    activation: undefined,
    statusChanges: [],
    listeners: new Map(),
    bare: { loadMs: undefined, loadCpuMs: undefined, activation: undefined },
  };
  const load: Load = Reflect.get(Module, '_load');
  // Every module of the bundle asks for it.
  let api: object | undefined;
  const observedLoad: Load = function (this: unknown, request, parent, isMain) {
    if (isBundle(parent?.filename) && request === 'vscode') {
      const original = load.call(this, request, parent, isMain);
      api ??= isObject(original) ? observedApi(original, observed) : undefined;
      return api ?? original;
    }
    const started =
      isBundle(request) || isBundle(`${request}.js`) ? observed : isBare(request) ? observed.bare : undefined;
    if (!started) {
      return load.call(this, request, parent, isMain);
    }
    const [start, cpu] = [performance.now(), computedMs()];
    const loaded = load.call(this, request, parent, isMain);
    started.loadMs ??= performance.now() - start;
    started.loadCpuMs ??= computedMs() - cpu;
    return isExtension(loaded) ? { ...loaded, activate: timedActivate(loaded, started) } : loaded;
  };
  Reflect.set(Module, '_load', observedLoad);
  return observed;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFunction(value: unknown): value is Call {
  return typeof value === 'function';
}

function isExtension(value: unknown): value is LoadedExtension {
  return isObject(value) && 'activate' in value && isFunction(value.activate);
}

/** Only ours: built-in extensions are bundled alike. */
function isBundle(file: string | undefined): boolean {
  return file === path.join(environment('BENCH_ROOT'), 'dist/extension.js');
}

function isBare(request: string): boolean {
  return /bench-bare-0\.0\.0[/\\]bare(\.js)?$/u.test(request);
}

function timedActivate({ activate: original }: LoadedExtension, started: Started) {
  return (context: ExtensionContext): unknown => {
    const [startedAt, cpu] = [performance.now(), computedMs()];
    const result = original(context);
    const returnedMs = performance.now() - startedAt;
    const returnedCpuMs = computedMs() - cpu;
    const settled = (): Activation => ({
      startedAt,
      returnedMs,
      returnedCpuMs,
      settledMs: performance.now() - startedAt,
    });
    if (result instanceof Promise) {
      return result.finally(() => (started.activation = settled()));
    }
    started.activation = settled();
    return result;
  };
}

/** The same interface, with the events of `workspace` and `window` timed and status bar items watched. */
function observedApi(api: object, observed: Observed): object {
  return replacing(api, (name, value) =>
    (name === 'workspace' || name === 'window') && isObject(value)
      ? replacing(value, (member, each) => observedMember(`${name}.${member}`, each, observed))
      : value,
  );
}

function observedMember(name: string, value: unknown, observed: Observed): unknown {
  if (!isFunction(value)) {
    return value;
  }
  if (/\.onDid/u.test(name)) {
    return timedEvent(name, value, observed);
  }
  if (name === 'window.createStatusBarItem') {
    return (...parameters: unknown[]) => watchedItem(value(...parameters), observed);
  }
  return value;
}

function timedEvent(name: string, listen: Call, observed: Observed): Call {
  return (listener, self, disposables) => {
    if (!isFunction(listener)) {
      throw new Error(`Expected a listener of ${name}`);
    }
    const timed = timedListener(name, (event: unknown) => listener.call(self, event), observed.listeners);
    return listen(timed, undefined, disposables);
  };
}

function watchedItem(item: unknown, observed: Observed): unknown {
  if (!isObject(item)) {
    return item;
  }
  return new Proxy(item, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      return isFunction(value) ? value.bind(target) : value;
    },
    set(target, property, value: unknown) {
      observed.statusChanges.push({
        at: performance.now(),
        property: String(property),
        value: typeof value === 'string' ? value : JSON.stringify(value),
      });
      return Reflect.set(target, property, value, target);
    },
  });
}

/** The same object but for some members. No proxy: what the product asks often must cost what it costs without us. */
function replacing(target: object, replace: (name: string, value: unknown) => unknown): object {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(target)).map(
    ([name, descriptor]): [string, PropertyDescriptor] => [
      name,
      descriptor.get === undefined
        ? { ...descriptor, value: replace(name, descriptor.value) }
        : { ...descriptor, get: descriptor.get.bind(target) },
    ],
  );
  return Object.create(Object.getPrototypeOf(target), Object.fromEntries(descriptors));
}
