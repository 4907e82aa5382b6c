import { usePageTexts } from '../../pageTexts';
import { CopierElement } from './copierElement';

// A script of its own, loaded when a chart is copied first: most pages are closed without.
usePageTexts();
customElements.define('leverage-chart-copier', CopierElement);
