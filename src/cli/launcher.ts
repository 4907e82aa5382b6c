import { nodeProblem } from './oldestNode';

// Built for any version of Node, so that an old one reports its version instead of failing on syntax it doesn't know.
const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  require('./commandLine.js');
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
