/** The records that count for time, prompts or tokens. */
export const readTypes = new Set([
  'session_meta',
  'turn_context',
  'event_msg',
  'response_item',
  'compacted',
  'token_usage_record',
]);
/** Known and irrelevant; any other is reported as unknown. */
export const ignoredTypes = new Set([
  'world_state',
  'inter_agent_communication',
  'inter_agent_communication_metadata',
  'security_risk_score',
  'realtime_item',
  'retained_context',
  'agent_response_observation',
  'rollout_reference',
]);
