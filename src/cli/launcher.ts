import { nodeProblem } from './oldestNode';

// Built for Nodes of any age, so that an old one says what it is instead of failing at words it doesn't know.
const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  require('./commandLine.js');
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
