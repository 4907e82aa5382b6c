/** Milliseconds since the epoch. */
export type Clock = () => number;

/** A new, globally unique id. */
export type NewId = () => string;

/** The part of VS Code's log channel that the layers below the editor use. */
export interface Log {
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string | Error, ...details: unknown[]): void;
}

/** The part of a timer that can be ended. */
export interface Disposable {
  dispose(): void;
}
