import * as z from 'zod';
import { textOf } from './projectFiles';

const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const setting = z.object({
  type: z.string(),
  default: z.unknown(),
  scope: z.string(),
  order: z.number(),
  description: z.string().optional(),
  markdownDescription: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  enumDescriptions: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const manifestSchema = z.object({
  icon: z.string(),
  activationEvents: z.array(z.string()),
  contributes: z.object({
    commands: z.array(
      z.object({
        command: z.string(),
        title: z.string(),
        category: z.string().optional(),
        icon: z.string().optional(),
        enablement: z.string().optional(),
      }),
    ),
    menus: z.record(z.string(), z.array(menuItem)),
    keybindings: z.array(menuItem.extend({ key: z.string(), mac: z.string() })),
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
    views: z.record(z.string(), z.array(z.object({ id: z.string(), icon: z.string(), name: z.string() }))),
    languages: z.array(z.object({ id: z.string(), configuration: z.string() })),
    grammars: z.array(z.object({ language: z.string(), path: z.string(), scopeName: z.string() })),
    configurationDefaults: z.record(z.string(), z.unknown()),
    configuration: z.array(z.object({ title: z.string(), properties: z.record(z.string(), setting) })),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(
          z.object({
            id: z.string(),
            description: z.string(),
            media: z.object({ svg: z.string(), altText: z.string().min(1) }),
            completionEvents: z.array(z.string()).min(1),
          }),
        ),
      }),
    ),
  }),
});

/** English texts of the manifest by key. */
export const manifestTexts = z.record(z.string(), z.string()).parse(JSON.parse(textOf('package.nls.json')));

/** The part of package.json that a user meets in VS Code, in English. */
export const manifest = manifestSchema.parse(
  JSON.parse(textOf('package.json'), (_, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/^%(.+)%$/, (whole, key: string) => manifestTexts[key] ?? whole)
      : value,
  ),
);
export const { contributes } = manifest;
