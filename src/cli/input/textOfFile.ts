import { readFile } from 'node:fs/promises';
import { decodedText } from '../../core/exchange/reading/textEncoding';
import { UserError } from '../../core/userError';
import type { CommandEnvironment } from './commandEnvironment';

/**
 * The text of a file, or of standard input for `-`.
 * @param outcome what the user should know of a failure, such as “Nothing was imported.”
 * @throws {UserError} if it can't be read or isn't text.
 */
export async function textOfFile(
  file: string,
  environment: CommandEnvironment,
  outcome: string,
): Promise<string> {
  const bytes = file === '-' ? await environment.readStdin() : await bytesOf(file, outcome);
  const text = decodedText(bytes, (each, encoding) =>
    new TextDecoder(encoding, { fatal: true }).decode(each),
  );
  if (text === undefined) {
    throw new UserError(
      `${file} is not text in UTF-8 or UTF-16. Save it in UTF-8 (a spreadsheet as “CSV UTF-8”), then try again. ${outcome}`,
    );
  }
  return text;
}

async function bytesOf(file: string, outcome: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new UserError(`${whyUnreadable(file, code)} ${outcome}`, { cause: error });
  }
}

function whyUnreadable(file: string, code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return `There is no file ${file}. Check its name and folder.`;
    case 'EISDIR':
      return `${file} is a folder. Name the files in it.`;
    case 'EACCES':
    case 'EPERM':
      return `You don't have permission to read ${file}.`;
    default:
      return `${file} can't be read (${String(code)}). Check the disk it is on.`;
  }
}
