import type { Usage } from '../../core/transcript/usageTable';
import { hashText } from '../reading/hash';
import { count, parsedJson, records, text } from '../json/jsonValues';

export const adviceType = 'advisor_message';

/** The calls for advice among the steps of a response, each to its own model; other steps are already in its counts. */
export function claudeAdvice(iterations: string, response: Usage): Usage[] {
  return records(parsedJson(iterations)).flatMap((step, index) =>
    step['type'] === adviceType
      ? {
          ...response,
          message: hashText(`advice ${response.message} ${index}`),
          model: text(step['model']) ?? response.model,
          input: count(step['input_tokens']),
          output: count(step['output_tokens']),
          cacheRead: count(step['cache_read_input_tokens']),
          cacheWrite: count(step['cache_creation_input_tokens']),
        }
      : [],
  );
}
