/** Loads a script that lies next to the page's own, under the same policy; rejects if it isn't there. */
export function loadScript(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const own = document.querySelector<HTMLScriptElement>('script[src]');
    const script = document.createElement('script');
    script.nonce = own?.nonce ?? '';
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${name} could not be loaded.`)));
    script.src = new URL(name, own?.src ?? document.baseURI).href;
    document.head.append(script);
  });
}
