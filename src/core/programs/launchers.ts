/** A program that runs the one named after it: how its own words end and those of the other begin. */
export interface Launcher {
  readonly name: string;
  /** The words after its name that make it launch something. */
  readonly subcommand: readonly string[];
  /** Options that take a word, or two. */
  readonly valued: readonly string[];
  readonly paired: readonly string[];
  /** Options whose word is the working folder. */
  readonly folders: readonly string[];
  /** Options whose word is the command line to run. */
  readonly scripts: readonly string[];
  /** Options after which the command begins. */
  readonly before: readonly string[];
  /** Options and words that make it run nothing here. */
  readonly idle: readonly string[];
  /** How many of its own words come before the command (a host, a lock), each matching `operand`. */
  readonly operands: number;
  readonly operand: RegExp;
  /** Set if the command begins only after a bare `--`. */
  readonly dashed: boolean;
  /** Set if the words are joined and given to a shell. */
  readonly joined: boolean;
  /** The agent that it starts itself. */
  readonly agent: string | undefined;
  /** Set if the command works on another machine or in a container: the program that leads there. */
  readonly place: string | undefined;
}

interface Told {
  readonly valued?: string;
  readonly paired?: string;
  readonly folders?: string;
  readonly scripts?: string;
  readonly before?: string;
  readonly idle?: string;
  readonly operands?: number;
  readonly operand?: RegExp;
  readonly dashed?: true;
  readonly joined?: true;
  readonly agent?: string;
  readonly away?: true;
}

const packageOptions =
  '-p --package --from --with --python --spec --env-file -w --workspace --index-url --extra';
const environmentOptions = '-e --environment --env --group --feature --extra --project --python -p -n --name';
const runOfContainer =
  '-v --volume -e --env -w --workdir -u --user --name -p --publish --network --net --mount --entrypoint -m --memory' +
  ' --env-file --platform -h --hostname -l --label --add-host --cpus --gpus --shm-size --pull --tmpfs --device' +
  ' --cap-add --cap-drop --security-opt --restart --ulimit --detach-keys --ipc --pid --userns --group-add --index -f' +
  ' --file --context -H --host -c --config --project-name --project-directory --profile --log-level';
const sshOptions = '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w -B -M';
const nodeVersion = /^(v?\d[\d.]*|lts.*|node|stable|unstable|default|system|--lts.*)$/;

const launchers: readonly Launcher[] = [
  // Programs that run another as it is.
  ...launch('sudo', {
    valued: '-u --user -g --group -p -C -h -R -T -r -t',
    folders: '-D --chdir',
    idle: '-e -l -v',
  }),
  ...launch('doas', { valued: '-u -C' }),
  ...launch('env', { valued: '-u --unset', folders: '-C --chdir', scripts: '-S --split-string' }),
  ...launch('time', { valued: '-f -o --format --output' }),
  ...launch('command', { idle: '-v -V' }),
  ...launch('exec', { valued: '-a' }),
  ...launch('nice', { valued: '-n --adjustment' }),
  ...launch('ionice', { valued: '-c -n --class --classdata' }),
  ...launch('stdbuf', { valued: '-i -o -e' }),
  ...launch('caffeinate', { valued: '-t -w' }),
  ...launch('rlwrap', { valued: '-f -H -s -C -b -g -O -P -S -p' }),
  ...launch('strace|ltrace', { valued: '-e -o -s -P -E -u' }),
  ...launch('proxychains|proxychains4', { valued: '-f' }),
  ...launch('xvfb-run', { valued: '-e -f -n -p -s --server-num --server-args --error-file' }),
  ...launch('sshpass', { valued: '-p -f -d -P' }),
  ...launch('pkexec', { valued: '--user' }),
  ...launch('sandbox-exec', { valued: '-f -n -p -D' }),
  ...launch('nohup|setsid|winpty|nocorrect|noglob|builtin|call|unbuffer|chronic|torsocks|arch|firejail'),
  ...launch('dbus-run-session|gtime|setpriv|catchsegv'),
  ...launch('timeout|gtimeout', { valued: '-s --signal -k --kill-after', operands: 1 }),
  ...launch('taskset|chrt|faketime|gosu|su-exec|setarch', { operands: 1 }),
  ...launch('cpulimit', { valued: '-l --limit -p -e' }),
  ...launch('flock', {
    valued: '-w --wait --timeout -E --conflict-exit-code',
    scripts: '-c --command',
    operands: 1,
  }),
  ...launch('su|sg|newgrp', { scripts: '-c --command', operands: 99 }),
  ...launch('runuser', { valued: '-u --user -g -G -l --login', scripts: '-c --command' }),
  ...launch('systemd-run', {
    valued:
      '-p --property -u --unit -E --setenv -M --machine -H --host --slice --uid --gid --nice --description',
    folders: '--working-directory',
  }),
  ...launch('bwrap', {
    valued:
      '--proc --dev --tmpfs --mqueue --dir --unsetenv --seccomp --hostname --uid --gid --perms --size --args' +
      ' --lock-file --remount-ro --exec-label --cap-add --cap-drop --argv0',
    paired:
      '--bind --ro-bind --dev-bind --bind-try --ro-bind-try --dev-bind-try --symlink --setenv --file --bind-data' +
      ' --ro-bind-data --chmod --bind-fd --ro-bind-fd',
    folders: '--chdir',
  }),
  ...launch('script', { valued: '-t -T -E -o -O -I -B -m', scripts: '-c --command', operands: 1 }),
  ...launch('asciinema rec|asciinema record', { scripts: '-c --command', operands: 99 }),
  ...launch('tmux new|tmux new-session', {
    valued: '-s -n -t -x -y -e -F -f -L -S',
    folders: '-c',
    idle: '-d',
    joined: true,
  }),
  ...launch('screen', { valued: '-S -c -e -h -p -s -t -T', idle: '-d -r -R -x -X -ls -list -dm -dmS -D' }),
  ...launch('watch', { valued: '-n --interval -q --equexit', joined: true }),
  ...launch('xargs', {
    valued: '-I -J -n -P -d -L -s -a -E -R --max-args --max-procs --delimiter --arg-file',
  }),
  ...launch('parallel', {
    valued: '-j --jobs -a --arg-file -N -I --delay --timeout --retries',
    joined: true,
  }),
  ...launch('entr', { scripts: '-s' }),
  ...launch('eval|iex|invoke-expression', { joined: true }),
  ...launch('find', { before: '-exec -execdir -ok -okdir', operands: 99 }),
  ...launch('fd|fdfind', { before: '-x -X --exec --exec-batch', operands: 99 }),
  ...launch('git bisect run'),
  // Programs that fetch another, or its environment.
  ...launch('npx|npm exec|npm x', { valued: packageOptions, scripts: '-c --call' }),
  ...launch('bunx|bun x|pnpx|pnpm dlx|pnpm exec|pnpm x|yarn dlx|yarn exec|yarn run', {
    valued: packageOptions,
    folders: '-C --dir --cwd',
    scripts: '-c --shell-mode',
  }),
  ...launch('uvx|uv run|uv tool run|pipx run', { valued: packageOptions, folders: '--directory' }),
  ...launch('py -m|python -m|python3 -m'),
  ...launch('deno run|deno x', { valued: '-c --config --import-map --lock --env-file' }),
  ...launch('poetry run|pixi run|pdm run|pipenv run|hatch run|rye run|bundle exec', {
    valued: `${environmentOptions} --manifest-path`,
    folders: '-C --directory',
  }),
  ...launch('conda run|mamba run|micromamba run', { valued: environmentOptions, folders: '--cwd' }),
  ...launch('mise exec|mise x|rtx exec|rtx x', {
    valued: '-j --jobs -E --env',
    folders: '-C --cd',
    scripts: '-c --command',
    dashed: true,
  }),
  ...launch('asdf exec|nodenv exec|pyenv exec|rbenv exec|hermit exec'),
  ...launch('fnm exec', {
    valued: '--using --log-level --arch --fnm-dir --node-dist-mirror --version-file-strategy',
  }),
  ...launch('nvm exec', { operands: 1, operand: nodeVersion }),
  ...launch('volta run', { valued: '--node --npm --pnpm --yarn --env' }),
  ...launch('direnv exec|n exec', { operands: 1 }),
  ...launch('nix develop|nix shell|nix-shell', {
    before: '-c --command',
    scripts: '--run',
    operands: 99,
  }),
  ...launch('devbox run', { valued: '-c --config -e --env --env-file --environment' }),
  ...launch('aws-vault exec', {
    valued: '-d --duration --region -n --no-session -t --mfa-token --backend --prompt',
    operands: 1,
  }),
  ...launch('doppler run|infisical run', {
    valued: '-p --project -c --config -t --token -e --env --path --projectId --tags --domain --mount',
    scripts: '--command',
  }),
  ...launch('op run', { valued: '--env-file --account --environment' }),
  ...launch('dotenv|dotenvx|dotenvx run|dotenv run', { valued: '-e -f --env-file -v -p -c -o --env -fk' }),
  ...launch('sops exec-env', { operands: 1, joined: true }),
  ...launch('ollama launch', { valued: '--model' }),
  // Programs that start an agent of their own.
  ...launch('ccr code', { agent: 'claude' }),
  ...launch('happy codex|happy-coder codex', { agent: 'codex' }),
  ...launch('happy gemini|happy-coder gemini', { agent: 'gemini' }),
  ...launch('happy claude|happy-coder claude', { agent: 'claude' }),
  ...launch('happy|happy-coder', {
    agent: 'claude',
    idle: 'auth connect daemon doctor notify sandbox server',
  }),
  ...launch('cursor agent', { agent: 'cursor-agent' }),
  ...launch('gh copilot', { agent: 'copilot', idle: 'suggest explain alias config' }),
  // Programs that lead elsewhere.
  ...launch('ssh|autossh', { valued: sshOptions, operands: 1, joined: true, away: true }),
  ...launch('mosh', { valued: '-p --port --ssh --predict --server', operands: 1, away: true }),
  ...launch('docker exec|docker run|podman exec|podman run|nerdctl exec|nerdctl run|docker container exec', {
    valued: runOfContainer,
    operands: 1,
    away: true,
  }),
  ...launch(
    'docker compose exec|docker compose run|docker-compose exec|docker-compose run|podman-compose exec',
    {
      valued: runOfContainer,
      operands: 1,
      away: true,
    },
  ),
  ...launch('docker sandbox run', {
    valued: '-w --workspace -t --template --name -e --env -v --volume',
    away: true,
  }),
  ...launch('devcontainer exec', {
    valued:
      '--workspace-folder --container-id --config --override-config --id-label --remote-env --docker-path' +
      ' --docker-compose-path --user-data-folder --log-level --mount-workspace-git-root --terminal-columns',
    away: true,
  }),
  ...launch('wsl', {
    valued: '-d --distribution -u --user --cd --shell-type --distribution-id',
    before: '-e --exec',
    idle: '-l --list -t --terminate -s --set-default --install --update --status --shutdown --import --export --unregister',
    operands: 1,
    operand: /^~$/,
    away: true,
  }),
  ...launch('kubectl exec|oc exec|gh codespace|gh cs|coder ssh|multipass exec|colima ssh|tsh kube', {
    dashed: true,
    away: true,
  }),
  ...launch('lxc exec|incus exec|limactl shell|tsh ssh|orb', {
    valued: '-m --machine -u --user -w --workdir --cwd --env --group -t --mode',
    operands: 1,
    away: true,
  }),
  ...launch('vagrant ssh|devpod ssh|gcloud compute ssh', {
    scripts: '-c --command',
    operands: 99,
    away: true,
  }),
];

/**
 * Programs whose bare `--` is followed by files, patterns or a script's own arguments. With any other program a command
 * follows it.
 */
export const withoutCommands: ReadonlySet<string> = new Set(
  [
    'git gh hub jj hg svn grep egrep fgrep zgrep rg ag ack ug fzf sed awk gawk perl ruby php jq yq sort uniq cut tr wc',
    'ls ll la eza exa tree cat bat tac head tail less more file stat du df touch mkdir rmdir rm cp mv ln install chmod',
    'chown chgrp readlink realpath basename dirname tee diff cmp patch tar zip unzip gzip gunzip zstd rsync scp curl wget',
    'vi vim nvim nano emacs hx micro ed code code-insiders codium cursor zed subl idea open xdg-open start echo printf',
    'test [ [[ set read cd pushd popd export unset declare typeset local alias unalias abbr hash type which whereis where',
    'whatis man info tldr help apropos history kill pkill killall pgrep trash trash-put make gmake just task ninja cmake',
    'npm pnpm yarn bun node deno npx tsx ts-node python python3 pip pip3 uv cargo go rustup dotnet mvn gradle java pytest',
    'jest vitest mocha eslint prettier tsc turbo nx lerna rush brew apt apt-get dnf yum pacman apk snap choco winget scoop',
    'nix nix-env nix-build docker podman helm terraform tofu ansible source . bash sh zsh fish nu pwsh powershell cmd',
    'get-content get-command get-help select-string set-alias new-alias write-output write-host out-file start-process',
    'tmux screen zoxide z zi say notify-send xclip pbcopy wl-copy systemctl journalctl service launchctl su find fd',
  ].flatMap((line) => line.split(' ')),
);

const byName = new Map<string, readonly Launcher[]>();
for (const each of launchers.toSorted((a, b) => b.subcommand.length - a.subcommand.length)) {
  byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
}

/** The launchers of a program, longer subcommands first. */
export function launchersOf(program: string): readonly Launcher[] {
  return byName.get(program) ?? [];
}

/** @param calls as typed, separated by `|` */
function launch(calls: string, told: Told = {}): Launcher[] {
  return calls.split('|').map((call) => {
    const [name = '', ...subcommand] = call.split(' ');
    return {
      name,
      subcommand,
      valued: optionsOf(told.valued),
      paired: optionsOf(told.paired),
      folders: optionsOf(told.folders),
      scripts: optionsOf(told.scripts),
      before: optionsOf(told.before),
      idle: optionsOf(told.idle),
      operands: told.operands ?? 0,
      operand: told.operand ?? /^/,
      dashed: told.dashed === true,
      joined: told.joined === true,
      agent: told.agent,
      place: told.away && name,
    };
  });
}

function optionsOf(told: string | undefined): readonly string[] {
  return told === undefined ? [] : told.split(' ');
}
