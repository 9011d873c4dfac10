import assert from 'node:assert/strict';
import type { Interpreter } from '../../../../../src/core/model.ts';
import { typedLine } from '../../../../../src/core/run/lane/typedLine.ts';

/** Interpreter of the fence, shell of the terminal, and the lines that are typed there (`t`) or are a script (`s`). */
const table = String.raw`
[bash in zsh]
t | npm test
t | npm run build:web
t | npm install --save-dev autocannon clinic
t | npm install @sentry/node
t | ./scripts/status-check.sh
t | ~/bin/deploy --dry-run
t | git checkout -b workflow/automation-setup
t | git commit -m "Add the cache"
t | git commit -m 'Add the "cache"'
t | grep -r "mock" src/
t | pm2 logs --lines 50
t | docker compose up -d
t | curl -sf http://localhost:3000/health
t | make -j4 all
t | pytest tests/unit -k 'not slow'
t | python3 -m http.server 8000
t | go test ./...
t | kubectl get pods -n staging
t | nvm use 20
t | ls -la
t | env NODE_ENV=test npm test
t | tar czf out.tar.gz dist
t | rm -rf build
t | sudo apt-get install -y redis
t | echo ready
t | psql --host=localhost --port=5432
t | k6 run --vus 10 load.js
t | a+b,c@d:e
s | npm test && npm run build
s | npm test; npm run build
s | npm test | tee log
s | npm test &
s | npm test > log
s | npm test 2>&1
s | cat < file
s | ls *.md
s | ls file?.md
s | ls [ab].md
s | cp a.{js,ts} b
s | echo $HOME
s | echo "$HOME"
s | echo "a \"b\""
s | echo 'it'\''s'
s | echo a\ b
s | curl http://localhost:3000/?q=1
s | echo $(date)
s | echo §date§
s | echo "§date§"
s | (cd web; npm test)
s | { ls
s | ls # all of them
s | ls a#b
s | echo hi!
s | echo "hi!"
s | echo '!!'
s | !!
s | ^a^b
s | =ls
s | ls =a
s | ls ~me/x
s | ls a~b
s | %1
s | X=1 npm test
s | X=1
s | exit 3
s | exit
s | "exit" 3
s | exec bash
s | logout
s | source .env
s | . ./env.sh
s | eval ls
s | cd web
s | pushd web
s | export A=1
s | set -e
s | unset A
s | alias ll=ls
s | read name
s | type ls
s | which node
s | history
s | time npm test
s | command ls
s | builtin cd
s | test -f x
s | [ -f x ]
s | [[ -f x ]]
s | if true
s | for f in a
s | while true
s | function f
s | case x in
s | trap x EXIT
s | kill %1
s | wait
s | jobs
s | fg
s | su
s | bash
s | fish
s | ulimit -n 10
s | umask 022
s | echo -e a
s | echo -n a
s | echo 'a
s | echo "a
s | npm test "
s | echo grün
s | echo “quoted”
s |  ls
s | a <b> c
s | diff <(a) <(b)
s | cat <<EOF
[bash in fish]
t | npm test
t | git commit -m "x y"
s | ls *.md
s | export A=1
s | npm test && npm run build
[bash in bash]
t | npm test && npm run build
t | npm test || npm install
t | npm test | tee log
t | ls *.md
t | ls file?.md
t | echo $HOME
t | echo "$(date)"
t | curl http://localhost:3000/?q=1
t | cp a.{js,ts} b
t | npm test > log
t | npm test 2> log
t | docker exec -it $(docker ps -q) bash
s | npm test; npm run build
s | npm test &
s | npm test >& log
s | cd web && npm test
s | npm test && exit 1
s | ls && export A=1
s | A=$(date)
s | $CMD x
s | echo "a
s | npm test &&
s | cat <<EOF
s | ls # all
s | echo hi!
s | if true; then ls; fi
s | (exit 3) || exec ls
s | ((1))
[zsh in zsh]
t | ls *.md
t | npm test && npm run build
s | source ~/.zshrc
[fish in fish]
s | npm test; and npm run build
t | echo (date)
s | set x 1
s | if true; ls; end
[fish in bash]
t | npm test
s | echo (date)
[sh in bash]
t | npm test
s | npm test && npm run build
[pwsh in pwsh]
t | npm test
t | Get-ChildItem
t | dotnet build
s | Get-ChildItem | Sort-Object
s | $env:A = 1
s | cd web
[bash in pwsh]
t | npm test
t | docker compose up -d
s | ./scripts/x.sh
s | ls -la
s | curl http://localhost
s | git commit -m "a b"
s | npm test && npm run build
[bash in cmd]
t | npm run build
s | rm -rf x
[pwsh in bash]
s | npm test
[cmd in bash]
s | dir
`;

describe('a line is typed as it stands, or run as a script', () => {
  let interpreter: Interpreter = 'bash';
  let terminal: Interpreter = 'bash';
  let count = 0;
  for (const line of table.split('\n')) {
    const heading = /^\[(\w+) in (\w+)\]$/.exec(line);
    if (heading) [interpreter, terminal] = [heading[1] as Interpreter, heading[2] as Interpreter];
    const row = /^([ts]) \| (.*)$/.exec(line);
    if (!row) continue;
    count += 1;
    const [fence, shell, text] = [interpreter, terminal, row[2]!.replaceAll('§', '`')];
    it(`${fence} in ${shell}: ${text} ${row[1] === 't' ? 'is typed' : 'is a script'}`, () => {
      const result = typedLine(text, fence, shell);
      assert.equal(result.typed, row[1] === 't', JSON.stringify(result));
    });
  }

  it('is held against at least 100 lines', () => assert.ok(count >= 100, String(count)));

  it('never types what a terminal would take as keys', () => {
    for (const text of [
      'ls\nls',
      'ls\tx',
      'ls\r',
      'ls\x1b',
      'ls\x03',
      'ls \u202ex',
      'ls \u200b',
      '',
      ' ',
      'a'.repeat(1001),
    ])
      assert.equal(typedLine(text, 'bash', 'bash').typed, false, JSON.stringify(text));
  });

  it('types nothing where the shell of the terminal is not known', () => {
    assert.equal(typedLine('npm test', 'bash', undefined).typed, false);
  });

  it('says why', () => {
    assert.deepEqual(typedLine('exit 3', 'bash', 'bash'), {
      typed: false,
      reason: '"exit" would change the shell of the terminal.',
    });
  });
});
