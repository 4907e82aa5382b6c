import './history.css';
import { parseHistoryMessage } from '../../src/core/page/historyProtocol';
import { connectPage } from '../host';
import { HostNotice } from '../hostNotice';
import { usePageTexts } from '../pageTexts';
import { registerToolkit } from '../toolkit';
import { HistoryPage } from './historyPage';

usePageTexts();
registerToolkit();
const host = connectPage();
const page = new HistoryPage(document.body, host);
const notice = new HostNotice(document.body);
host.receive({
  parse: parseHistoryMessage,
  types: ['history', 'leaderboardRows', 'recordCard', 'noState'],
  notice,
  receive: (message) => {
    switch (message.type) {
      case 'noState':
        notice.say(message);
        break;
      case 'leaderboardRows':
        page.receiveRows(message);
        break;
      case 'recordCard':
        // It says itself what fails.
        void page.receiveCard(message);
        break;
      case 'history':
        page.receive(message.state, message.fromTop);
        notice.clear();
        break;
    }
  },
});
