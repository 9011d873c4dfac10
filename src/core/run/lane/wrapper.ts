import type { Interpreter } from '../../model.ts';
import { interpreterWords } from './interpreter.ts';
import { quoteForSh } from './quoteWord.ts';
import { visibleText } from './visibleText.ts';

/** What the wrapper has to know. All paths are absolute. */
export interface WrapperInput {
  /** What is run, as it stands in the plan; printed before the run. */
  readonly script: string;
  readonly interpreter: Interpreter;
  /** Whether the script ends at its first failed command (sh, bash and zsh). */
  readonly errexit: boolean;
  /** A few words that name the run: the task's title or the label of the command. */
  readonly title: string;
  /** The folder the script runs in. */
  readonly cwd: string;
  /** Where the text of the script stands. */
  readonly scriptFile: string;
  /** Where the wrapper writes its process id when it starts. */
  readonly startFile: string;
  /** Where the wrapper writes the exit code when it ends. */
  readonly exitFile: string;
}

/** More lines than that push what the command says out of the terminal. */
const shownLines = 40;
const shownColumns = 400;

/**
 * The text of the `sh` script that stands between the terminal and the script of the plan.
 *
 * It prints the command, runs it in its folder and writes the exit code. Until the script starts it starts no other process:
 * each would be time between the click and the command. A signal counts more than what the script
 * made of it (`ping` ends with 0 on Ctrl+C): 129 closed terminal, 130 Ctrl+C, 131 Ctrl+\, 143 terminated. The script
 * runs in the foreground of the same process group, so that the terminal's Ctrl+C reaches it; what is left of the
 * group afterwards (`sh` starts background jobs deaf to Ctrl+C) has 10 s, as Docker gives its containers, or until the
 * next Ctrl+C; then it is asked to end, and after 5 s more made to end. After a closed terminal only what asked for it
 * (`nohup`) lives on. `kill -- -$$` can only mean this group: where the wrapper does not lead one, there is none of
 * that number.
 */
export function wrapperText(input: WrapperInput): string {
  const words = interpreterWords(input.interpreter, input.errexit);
  const program = words[0] ?? input.interpreter;
  return `# Runs one command of a plan for Runsheet. Can be deleted when the run is over.
signal=
trap ': "\${signal:=129}"' HUP
trap ': "\${signal:=130}"; tries=0' INT
trap ': "\${signal:=131}"' QUIT
trap ': "\${signal:=143}"' TERM

finish() {
  trap '' HUP INT QUIT TERM
  exitFile=${quoteForSh(input.exitFile)}
  (umask 077; printf '%s\\n' "$1" >"$exitFile.new" && command -p mv -f "$exitFile.new" "$exitFile")
}
others() {
  set -- $(exec ps -A -o pgid= -o ppid= -o pid= -o stat= 2>/dev/null)
  while [ $# -ge 4 ]; do
    case $4 in
      Z*) ;;
      *) [ "$1" = $$ ] && [ "$2" != $$ ] && [ "$3" != $$ ] && return 0 ;;
    esac
    shift 4
  done
  return 1
}
grace() {
  tries=$1
  while [ "$tries" -gt 0 ] && others; do
    [ "$tries" = 90 ] && printf '%s\\n' 'Runsheet: waiting for what the command started; Ctrl+C ends it now.'
    sleep 0.1
    tries=$((tries - 1))
  done
}

printf '%s\\n' $$ >${quoteForSh(input.startFile)}
heading='%s\\n'
[ -t 1 ] && [ -z "\${NO_COLOR-}" ] && heading='\\033[1m%s\\033[0m\\n'
printf "$heading" ${quoteForSh(heading(input, words))}
printf '%s\\n' ${quoteForSh(shownScript(input))}

if ! cd -- ${quoteForSh(input.cwd)}; then
  printf '%s\\n' ${quoteForSh(`Runsheet: the folder ${visibleText(input.cwd)} cannot be entered, so nothing was run.`)} >&2
  code=126
elif ! command -v ${program} >/dev/null 2>&1; then
  printf '%s\\n' ${quoteForSh(`Runsheet: ${program} is not installed or not on PATH, so nothing was run.`)} >&2
  code=127
elif [ -z "$signal" ]; then
  ${words.join(' ')} ${quoteForSh(input.scriptFile)}
  code=$?
fi
case $signal in
  '') finish "$code"; exit "$code" ;;
  129) finish 129; exit 129 ;;
esac
grace 100
trap '' TERM
kill -s TERM -- -$$ 2>/dev/null
grace 50
finish "$signal"
others && kill -s KILL -- -$$
exit "$signal"
`;
}

function heading(input: WrapperInput, words: readonly string[]): string {
  const oneLine = `${input.title} (${words.join(' ')}, in ${input.cwd})`.replaceAll('\n', ' ');
  return visibleText(oneLine);
}

/** The script as a person would have typed it: `$` before the first line, `>` before the others. */
function shownScript({ script }: WrapperInput): string {
  const lines = script.replaceAll('\r\n', '\n').split('\n');
  const shown = lines.slice(0, shownLines).map((line, index) => {
    const text = line.length > shownColumns ? `${line.slice(0, shownColumns)} …` : line;
    return `${index === 0 ? '$' : '>'} ${visibleText(text)}`;
  });
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`> … and ${rest} more lines`] : [])].join('\n');
}
