import * as vscode from 'vscode';
import { FolderNames } from '../core/folderPath';
export declare const promptTargets: readonly ['terminal', 'chat', 'clipboard', 'ask'];
export type PromptTarget = (typeof promptTargets)[number];
/**
 * The user's settings, typed. Defaults live in the manifest only; a value of the wrong type or range (settings.json can
 * hold anything) counts as not set. Read once after each change, since some are asked for on every key.
 */
export declare class Settings {
    private values;
    private zone;
    private names;
    private readonly changed;
    readonly onDidChange: vscode.Event<void>;
    private readonly owned;
    /** HH:MM */
    get dayStart(): string;
    /** IANA zone in which days are counted. */
    get timeZone(): string;
    get rowDecimals(): 1 | 2;
    get agentCommands(): readonly string[];
    /** Commands of the user that stand for those of agents. */
    get agentAliases(): readonly (readonly [name: string, command: string])[];
    /** Which names of folders are one. */
    get folderNames(): FolderNames;
    /** Further names of folders, with those that they stand for. */
    get folderAliases(): readonly (readonly [name: string, folder: string])[];
    get quietMs(): number;
    get thinkingThresholdMs(): number;
    get promptTarget(): PromptTarget;
    /** Whether there is VS Code's own chat. Where the person switched it off, its commands are there and do nothing. */
    get hasChat(): boolean;
    /** Globs */
    get promptFiles(): readonly string[];
    /** What agents leave on disk: whether it may be read, in which further folders (by agent), and with its text. */
    get transcripts(): ReturnType<typeof readAll>['transcripts'];
    dispose(): void;
    private get current();
}
declare function readAll(): {
    dayStart: string;
    /** Empty: the machine's own. */
    timeZone: string;
    rowDecimals: 1 | 2;
    agentCommands: string[];
    agentAliases: [string, string][];
    folderAliases: [string, string][];
    quietMs: number;
    thinkingThresholdMs: number;
    promptTarget: "ask" | "chat" | "clipboard" | "terminal";
    promptFiles: string[];
    transcripts: {
        read: boolean;
        folders: Record<string, string[]>;
        keepFirstLine: boolean;
    };
};
export {};
