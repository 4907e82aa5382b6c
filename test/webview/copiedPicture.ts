import type { Page } from 'playwright-core';

/** The PNG in the clipboard: its size and every colour in it, as `red green blue alpha`. */
export function copiedPicture(
  tab: Page,
): Promise<{ readonly width: number; readonly height: number; readonly colours: readonly string[] }> {
  return tab.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType('image/png');
    const bitmap = await createImageBitmap(blob ?? new Blob());
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 4) {
      found.add([data[at], data[at + 1], data[at + 2], data[at + 3]].join(' '));
    }
    return { width: bitmap.width, height: bitmap.height, colours: [...found] };
  });
}

/** The SVG in the clipboard: its text, and what a reader of XML finds in it. */
export async function copiedSvg(tab: Page): Promise<{
  readonly text: string;
  readonly root: string;
  readonly names: readonly string[];
  readonly texts: readonly string[];
}> {
  const text = await tab.evaluate(() => navigator.clipboard.readText());
  const read = await tab.evaluate((xml) => {
    const { documentElement: root } = new DOMParser().parseFromString(xml, 'image/svg+xml');
    return {
      root: root.localName,
      names: [...new Set([...root.querySelectorAll('*')].map(({ localName }) => localName))],
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
    };
  }, text);
  return { text, ...read };
}

/** Takes the clipboard away from a page, as VS Code may. */
export async function refuseClipboard(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        write: () => Promise.reject(new Error('no')),
        writeText: () => Promise.reject(new Error('no')),
      },
    });
  });
}
