import * as l10n from '@vscode/l10n';
import type { CardUse, RecordCard } from '../../src/core/page/historyProtocol';
import { backgroundOf } from '../charts/chartPicture';
import { copyPng, savePng, type SaveChart } from '../charts/copyChart';
import { cardPicture, type CardLook } from './cardPicture';

/** Draws the picture in the colours of the page and passes it on. @returns what came of it, to be said */
export async function deliverCard(card: RecordCard | null, use: CardUse, save: SaveChart): Promise<string> {
  if (card === null) {
    return l10n.t('No public task is recorded in this timeframe.');
  }
  try {
    const picture = cardPicture(card, lookOfPage());
    if (use === 'copy') {
      return await copyPng(picture, save);
    }
    await savePng(picture, save);
    return l10n.t('The picture shows all public tasks of the timeframe.');
  } catch {
    return l10n.t("The picture couldn't be drawn.");
  }
}

function lookOfPage(): CardLook {
  const style = getComputedStyle(document.body);
  const blue = style.getPropertyValue('--vscode-charts-blue').trim();
  return {
    foreground: style.color,
    background: backgroundOf(style),
    bars: blue === '' ? style.color : blue,
    family: style.fontFamily,
  };
}
