import { readFile } from 'node:fs/promises';
import { parse } from 'jsonc-parser';
import * as z from 'zod/mini';
import { boundedText } from '../../core/bounded';
import { smallest } from '../../core/figures/extremes';
import type { Retention } from '../../core/health/agentHealth';
import { claudeFoldersOf, geminiFolder } from '../connect/agentFolders';
import { pathRulesOf } from '../files/pathRules';
import type { AgentEnvironment } from '../reading/transcriptReader';

const days = { h: 1 / 24, d: 1, w: 7, m: 30 } as const;
const defaultDays = 30;

const claudeSchema = z.object({ cleanupPeriodDays: z.number().check(z.nonnegative()) });
const retentionSchema = z.object({
  enabled: z.optional(z.unknown()),
  maxAge: z.optional(boundedText(2, 10)),
});
const geminiSchema = z.object({ general: z.object({ sessionRetention: retentionSchema }) });

/** @returns undefined for an agent that keeps them; never throws. */
export async function retentionOf(
  agent: string,
  environment: AgentEnvironment,
): Promise<Retention | undefined> {
  const paths = pathRulesOf(environment.platform);
  if (agent === 'claude') {
    const files = claudeFoldersOf(environment).map((folder) => paths.join(folder, 'settings.json'));
    const found = (await Promise.all(files.map(valueOf))).map(
      (value) => claudeSchema.safeParse(value).data?.cleanupPeriodDays ?? defaultDays,
    );
    // Of several folders, the one that deletes first.
    return { days: smallest(found), setting: 'cleanupPeriodDays' };
  }
  if (agent === 'gemini') {
    const value = await valueOf(paths.join(geminiFolder(environment), 'settings.json'));
    const { enabled, maxAge = '30d' } = geminiSchema.safeParse(value).data?.general.sessionRetention ?? {};
    const [, count = '', unit] = /^(\d{1,5})([hdwm])$/.exec(maxAge) ?? [];
    return enabled === false
      ? undefined
      : {
          days:
            unit === 'h' || unit === 'd' || unit === 'w' || unit === 'm'
              ? Number(count) * days[unit]
              : defaultDays,
          setting: 'general.sessionRetention',
        };
  }
  return undefined;
}

async function valueOf(file: string): Promise<unknown> {
  try {
    return parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
