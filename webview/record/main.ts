import '../../src/core/schemasWithoutEval';
import './record.css';
import { connectHost } from '../host';
import { HostNotice } from '../hostNotice';
import { registerToolkit } from '../toolkit';
import { RecordPage } from './recordPage';

registerToolkit();
const host = connectHost();
const page = new RecordPage(document.body, host);
host.receiveStates(new HostNotice(document.body), (state, goTo) => page.receive(state, goTo));
