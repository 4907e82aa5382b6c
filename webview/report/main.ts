import './report.css';
import { connectHost } from '../host';
import { HostNotice } from '../hostNotice';
import { usePageTexts } from '../pageTexts';
import { registerToolkit } from '../toolkit';
import { ReportPage } from './reportPage';

usePageTexts();
registerToolkit();
const host = connectHost();
const page = new ReportPage(document.body, host);
host.receiveStates(new HostNotice(document.body), (state) => page.receive(state));
