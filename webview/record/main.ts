import '../../src/core/schemasWithoutEval';
import './record.css';
import { connectHost } from '../host';
import { registerToolkit } from '../toolkit';
import { RecordPage } from './recordPage';

registerToolkit();
const host = connectHost();
const page = new RecordPage(document.body, host);
host.receiveStates((state, goTo) => page.receive(state, goTo));
