import { usePageTexts } from '../../pageTexts';
import { TimelineElement } from './timelineElement';

// A script of its own, loaded when the timeline is opened first: the page itself starts without it.
usePageTexts();
customElements.define('leverage-timeline', TimelineElement);
