import { shellQuoted } from '../files/shellQuoted';

/** The paths of the hook's script and of what it uses. */
export interface HookPaths {
  readonly script: string;
  readonly spool: string;
  /** Common beginning of the path of every version of the extension; once none exists, the hook does nothing. */
  readonly extension: string;
}

/** Days after which the script itself removes files that nobody read. */
const keptDays = 60;
/** In blocks of 512 bytes: 8 MB a day, some 50,000 events. */
const mostBlocks = 16_384;
const mostFolderBytes = 2_000;

/**
 * A POSIX script that appends one line per call to the spool. Claude Code runs hooks with `sh`, on Windows with the
 * one of Git Bash. It starts two small programs (date, awk) and takes only the ids out of the JSON, never the prompt.
 * Each line is written at once, so that sessions don't interleave.
 */
export function hookScript({ spool, extension }: HookPaths): string {
  return `# Notes when Claude Code starts, asks and stops, for Leverage Record: event, session, folder, time.
# "Leverage Record: Remove Claude Code Hooks" removes it.
spool=${shellQuoted(spool)}
set -- "$1" ${shellQuoted(extension)}*
[ -d "$2" ] && [ -d "$spool" ] || exit 1
now=$(date -u +%Y-%m-%d.%s.%3N) || exit 1
day=\${now%%.*}
now=\${now#*.}
milliseconds=\${now#*.}
case $milliseconds in
[0-9][0-9][0-9]) at=\${now%.*}$milliseconds ;;
*) at=$(perl -MTime::HiRes=time -e 'printf "%d", 1000 * time') || at=\${now%%.*}000 ;;
esac
file=$spool/$day.jsonl
[ -e "$file" ] || find "$spool" -type f -name '*.jsonl' -mtime +${keptDays} -exec rm -f {} +
umask 077
trap '' XFSZ
ulimit -f ${mostBlocks}
LC_ALL=C awk -v event="$1" -v at="$at" '
function first(pattern) {
  return match($0, pattern) ? substr($0, RSTART, RLENGTH) : ""
}
function value(pair) {
  sub(/^"[a-z_]*" *: */, "", pair)
  return pair
}
session == "" { session = value(first("\\"session_id\\" *: *\\"[A-Za-z0-9._-]+\\"")) }
folder == "" { folder = value(first("\\"cwd\\" *: *\\"([^\\"\\\\\\\\]|\\\\\\\\.)*\\"")) }
event == "Notification" && notice == "" {
  notice = value(first("\\"notification_type\\" *: *\\"[a-z_]+\\""))
}
event ~ /^PostToolUse/ {
  # The last one: what a tool answered may hold the same name.
  end = length($0) > 1000 ? substr($0, length($0) - 999) : $0
  while (match(end, /"duration_ms" *: *[0-9]+/)) {
    ran = value(substr(end, RSTART, RLENGTH))
    end = substr(end, RSTART + RLENGTH)
  }
}
END {
  if (session == "" || length(session) > 130) exit
  line = "{\\"event\\":\\"" event "\\",\\"session\\":" session ",\\"at\\":" at
  if (folder != "" && length(folder) <= ${mostFolderBytes}) line = line ",\\"folder\\":" folder
  if (notice != "" && length(notice) <= 50) line = line ",\\"notice\\":" notice
  if (ran != "" && length(ran) <= 9) line = line ",\\"ranMs\\":" ran + 0
  print line "}"
}' >>"$file"
exit 0
`;
}

/** The command in settings.json. Whatever happens, it reads its input, prints nothing and succeeds. */
export function hookCommand({ script }: Pick<HookPaths, 'script'>, event: string): string {
  return `{ sh ${shellQuoted(script)} ${event} || cat; } >/dev/null 2>&1; exit 0`;
}
