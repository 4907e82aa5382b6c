import assert from 'node:assert/strict';
import { agentCommand } from '../../../src/core/programs/agentCommand';
import { simpleCommands } from '../../../src/core/programs/shellWords';

const long = 'folder\\'.repeat(45);

describe('Paths on a command line', () => {
  for (const [line, enters] of [
    // PowerShell and cmd, which complete a folder with a backslash at its end
    ['cd C:\\Users\\Ada\\shop; claude', ['C:\\Users\\Ada\\shop']],
    ['cd C:\\ && claude', ['C:\\']],
    ['cd C:\\; claude', ['C:\\']],
    ['cd \\ && claude', ['\\']],
    ['cd ..\\ && claude', ['..\\']],
    ['cd .\\shop\\; claude', ['.\\shop\\']],
    ['cd .\\shop\\ ; claude', ['.\\shop\\']],
    ['cd shop\\; claude', ['shop\\']],
    ['cd shop\\ && claude', ['shop\\']],
    ['cd shop\\&& claude', ['shop\\']],
    ['cd /d D:\\shop\\ & claude', ['D:\\shop\\']],
    ['cd c:/shop/ && claude', ['c:/shop/']],
    ['cd "C:\\My Shop" && claude', ['C:\\My Shop']],
    ['cd "C:\\My Shop\\" && claude', ['C:\\My Shop\\']],
    ['cd "C:\\My Shop\\"; claude', ['C:\\My Shop\\']],
    ["cd 'C:\\My Shop\\'; claude", ['C:\\My Shop\\']],
    ['Set-Location -LiteralPath "\\\\server\\My Share\\"; claude', ['\\\\server\\My Share\\']],
    ['cd \\\\server\\share; claude', ['\\\\server\\share']],
    ['pushd \\\\server\\share\\ && claude', ['\\\\server\\share\\']],
    ['cd "\\\\server\\share" && claude', ['\\\\server\\share']],
    ['cd \\\\wsl.localhost\\Ubuntu\\home\\x; claude', ['\\\\wsl.localhost\\Ubuntu\\home\\x']],
    ['cd \\\\wsl$\\Ubuntu; claude', ['\\\\wsl$\\Ubuntu']],
    ['cd "\\\\?\\C:\\shop"; claude', ['\\\\?\\C:\\shop']],
    [`cd C:\\${long}; claude`, [`C:\\${long}`]],
    ['cd %USERPROFILE%\\shop && claude', undefined],
    ['cd $env:APPDATA\\shop; claude', undefined],
    ['cd 100%\\shop; claude', ['100%\\shop']],
    ['cd ~\\shop; claude', ['~\\shop']],
    ['codex -C D:\\shop\\ && echo done', ['D:\\shop\\']],
    // Git Bash, and bash elsewhere
    ['cd /c/Users/Ada && claude', ['/c/Users/Ada']],
    ['cd /mnt/c/Users/Ada/ && claude', ['/mnt/c/Users/Ada/']],
    ['cd \\\\\\\\server\\\\share && claude', ['\\\\server\\share']],
    ['cd "\\\\\\\\server\\\\share" && claude', ['\\\\server\\share']],
    ['cd my\\ shop && claude', ['my shop']],
    ['cd my\\ shop/a\\ b/ && claude', ['my shop/a b/']],
    ["cd it\\'s\\&more && claude", ["it's&more"]],
    ['cd \\(old\\)\\ shop && claude', ['(old) shop']],
    ['cd "say \\"hi\\"" && claude', ['say "hi"']],
    ['cd ~/shop\\\n && claude', ['~/shop']],
    ['cd Cafe\u0301 && claude', ['Cafe\u0301']],
  ] as const) {
    it(`${JSON.stringify(line).slice(0, 70)} enters ${enters?.join().slice(0, 50) ?? 'a folder that only the shell knows'}`, () => {
      const found = agentCommand(line);
      assert.match(found?.agent ?? 'none', /^(?:claude|codex)$/);
      assert.deepEqual(found?.enters, enters);
    });
  }

  for (const [line, agent] of [
    ['C:\\Users\\Ada\\AppData\\Roaming\\npm\\claude.cmd', 'claude'],
    ['& "C:\\Program Files\\nodejs\\node.exe" C:\\x\\node_modules\\@openai\\codex\\bin\\codex.js', 'codex'],
    ['\\\\server\\tools\\claude.exe', 'claude'],
    ['"\\\\server\\tools\\Claude.EXE" -p x', 'claude'],
    ['"\\\\?\\C:\\tools\\claude.exe"', 'claude'],
    ['.\\claude.ps1', 'claude'],
    ['/c/tools/claude', 'claude'],
    ['/mnt/c/tools/claude.exe', 'claude'],
    ['\\claude', 'claude'],
    ['echo a\\;claude', 'none'],
    ['echo \\&claude', 'none'],
  ] as const) {
    it(`${line} starts ${agent}`, () => assert.equal(agentCommand(line)?.agent ?? 'none', agent));
  }

  it('stay whole between others', () => {
    assert.deepEqual(simpleCommands('copy C:\\a\\ "D:\\b c\\" \\\\s\\d\\ x'), [
      ['copy', 'C:\\a\\', 'D:\\b c\\', '\\\\s\\d\\', 'x'],
    ]);
    assert.deepEqual(simpleCommands('find . -exec rm {} \\; -print'), [
      ['find', '.', '-exec', 'rm', '{}', ';', '-print'],
    ]);
  });
});
