export const dataOption = `  --data DIR         Folder of the record. Otherwise LEVERAGE_RECORD_DATA, otherwise the
                     data of Leverage Record in the editor that was used last: a portable
                     VS Code, VS Code, VS Code Insiders, VSCodium, then ~/.vscode-server,
                     ~/.vscode-server-insiders, ~/.vscodium-server and code-server.`;

export const commonOptions = `${dataOption}
  --time-zone ZONE   Zone in which days are counted, such as Europe/Berlin. Otherwise that of the
                     editor that uses the record, otherwise TZ, otherwise the machine's.
  --day-start HH:MM  When a day begins. Otherwise as in that editor, otherwise 00:00.
  --help             Show this text.`;

export const privacyHelp = `  --include-private  Include private tasks.
  --exclude-private  Leave out private tasks and their share of the totals.`;

export const timeframeHelp = `  --timeframe T      day, week (from Monday), month, quarter, year or all.
  --day D            A day within it; today if not given.
  --from D, --to D   Any days instead, both included; either may be omitted.`;
