import './record.css';
import './timeline.css';
import { connectHost } from '../host';
import { HostNotice } from '../hostNotice';
import { usePageTexts } from '../pageTexts';
import { registerToolkit } from '../toolkit';
import { RecordPage } from './recordPage';

usePageTexts();
registerToolkit();
const host = connectHost();
const page = new RecordPage(document.body, host);
host.receiveStates(new HostNotice(document.body), (state, goTo) => page.receive(state, goTo));
