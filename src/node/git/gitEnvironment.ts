/**
 * Variables that point git at another repository, index or configuration than those of the folder it runs in; they are
 * there when Runsheet is called from a hook or an alias.
 */
const redirecting = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INDEX_VERSION',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_SUPER_PREFIX',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_GRAFT_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_QUARANTINE_PATH',
  'GIT_REFLOG_ACTION',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_TRACE',
]);

/**
 * The environment for git: nothing asks on a terminal, opens a window or an editor, so that a missing password is an
 * error and not a wait. What the user set to reach a server (`GIT_SSH_COMMAND`, `GIT_ASKPASS`, proxies, certificates) stays.
 *
 * @param sshCommand what the repository's configuration says, where the environment says nothing
 */
export function gitEnvironment(
  inherited: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>> = {},
  sshCommand?: string,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(inherited)) if (!redirecting.has(name)) env[name] = value;
  delete env['RUNSHEET_NODE'];
  if (inherited['RUNSHEET_NODE'] !== undefined) delete env['ELECTRON_RUN_AS_NODE'];
  return {
    ...env,
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    // Empty, not missing: else git goes on to core.askPass and SSH_ASKPASS, which open windows.
    GIT_ASKPASS: inherited['GIT_ASKPASS'] ?? '',
    SSH_ASKPASS_REQUIRE: 'never',
    GIT_SSH_COMMAND: batchMode(inherited['GIT_SSH_COMMAND'] ?? sshCommand ?? 'ssh', inherited['GIT_SSH']),
    GIT_EDITOR: 'true',
    GIT_SEQUENCE_EDITOR: 'true',
    GIT_MERGE_AUTOEDIT: 'no',
    GIT_OPTIONAL_LOCKS: '0',
    ...added,
  };
}

/** OpenSSH asks nothing in batch mode; another program is left as the user has it. */
function batchMode(command: string, program: string | undefined): string {
  if (command === 'ssh' && program !== undefined) return program;
  return /(?:^|[/\\])ssh(?:\.exe)?(?: |$)/i.test(command) ? `${command} -o BatchMode=yes` : command;
}
