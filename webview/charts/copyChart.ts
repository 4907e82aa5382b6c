import * as l10n from '@vscode/l10n';
import { chartPicture, type DrawnChart } from './chartPicture';
import type { Picture } from './picture';
import { picturePng } from './picturePng';
import { standaloneSvg } from './standaloneSvg';

export type CopyFormat = 'svg' | 'png';

/** @returns what came of it, to be said */
export type CopyChart = (format: CopyFormat, chart: DrawnChart) => Promise<string>;

/** Saves what the clipboard doesn't take. @param data SVG text, or PNG in base64 */
export type SaveChart = (name: string, format: CopyFormat, data: string) => void;

/** Copies charts to the clipboard; where it refuses them, as it may in a webview, they are saved to a file. */
export function chartCopier(save: SaveChart): CopyChart {
  return async (format, chart) => {
    const picture = chartPicture(chart);
    if (format === 'svg') {
      const text = standaloneSvg(picture);
      return copied(navigator.clipboard.writeText(text), () => save(picture.title, format, text));
    }
    try {
      return await copyPng(picture, save);
    } catch {
      return l10n.t("The picture couldn't be drawn. Copy it as SVG.");
    }
  };
}

/** Copies a picture as PNG, or saves it if the clipboard refuses it. @returns what came of it, to be said */
export async function copyPng(picture: Picture, save: SaveChart): Promise<string> {
  const png = await picturePng(picture);
  const data = await base64Of(png);
  return copied(writePng(png), () => save(picture.title, 'png', data));
}

/** Saves a picture as PNG. @throws if the browser makes none */
export async function savePng(picture: Picture, save: SaveChart): Promise<void> {
  save(picture.title, 'png', await base64Of(await picturePng(picture)));
}

async function writePng(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

async function copied(writing: Promise<void>, otherwise: () => void): Promise<string> {
  try {
    await writing;
    return l10n.t('Copied');
  } catch {
    otherwise();
    return l10n.t("The clipboard didn't take it: choose where to save it.");
  }
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const { result } = reader;
      resolve(typeof result === 'string' ? result.slice(result.indexOf(',') + 1) : '');
    });
    reader.addEventListener('error', () => reject(new Error('The PNG could not be read.')));
    reader.readAsDataURL(blob);
  });
}
