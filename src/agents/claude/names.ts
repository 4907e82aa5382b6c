import { fieldNames } from '../json/fieldNames';

// The fields of Claude Code's records that are looked at, by the object that has them.

export const topNames = fieldNames([
  'type',
  'subtype',
  'timestamp',
  'sessionId',
  'cwd',
  'version',
  'gitBranch',
  'entrypoint',
  'isSidechain',
  'agentId',
  'forkedFrom',
  'requestId',
  'permissionMode',
  'toolUseResult',
  'message',
  'attachment',
  'data',
  'uuid',
  'durationMs',
  'compactMetadata',
  'pendingBackgroundAgentCount',
  'pendingWorkflowCount',
  // Irrelevant, but expected fields are skipped faster.
  'parentUuid',
  'promptId',
  'userType',
]);
export const attachmentNames = fieldNames(['type']);
export const messageNames = fieldNames(['id', 'model', 'content', 'usage', 'type', 'role', 'stop_reason']);
export const blockNames = fieldNames([
  'type',
  'id',
  'name',
  'input',
  'tool_use_id',
  'content',
  'text',
  'thinking',
]);
export const inputNames = fieldNames(['timeout']);
export const resultNames = fieldNames(['durationMs', 'durationSeconds', 'totalDurationMs']);
export const compactionNames = fieldNames(['durationMs']);
export const countNames = fieldNames([
  'input_tokens',
  'output_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'cache_creation',
  'server_tool_use',
  'service_tier',
  'iterations',
  'speed',
]);
export const cacheCreationNames = fieldNames(['ephemeral_5m_input_tokens', 'ephemeral_1h_input_tokens']);
