import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { readInlineCommand } from '../../../../src/core/run/inlineCommand.ts';
import { ownTime } from '../../ownTime.ts';

const commands = `
npm test
npm audit
npm run build -- --watch
npm install @scope/name
./scripts/check.sh
./scripts/check.sh --fast
../bin/tool arg
./gradlew build
scripts/check.sh --fast
/usr/local/bin/tool arg
grep -r "mock" src/
k6 version
git checkout -b feature/x
NODE_ENV=test npm test
docker compose up -d
make test
make
pwd
pytest
go test ./...
go build
node scripts/a.mjs
find . -name x
python -m pytest
curl -X POST http://localhost:3000/x
echo hello
sudo systemctl restart x
chmod +x x.sh
cat file.txt
pip install x
kubectl get pods
sleep 5
$ npm test
`;

const others = `
memory store
system status
Dockerfile
k6/README.md
.gitignore
src/x.ts
./src/x.ts
./README.md
SLACK_WEBHOOK
ecosystem.config.js
foo()
git(x) y
NAME=
NAME=value
key: value
npm: x
scripts/
./scripts/
--watch
-v
npm
git
docker
node
node 18
node 18.x
python 3.11+
go >= 1.22
npm install ...
/workflows/new
/api/users POST
/plan start
https://example.com x
GET /api
make sure it works
go to the settings
find the cause
test the login flow
origin/main
user@example.com
T014
{ id: 1 }
null
true
X-API-Key
main
v1.2.3
Promise<string>
$HOME/x
$ npm
`;

const list = (text: string): string[] => text.trim().split('\n');

describe('inline code in a list item', () => {
  it('runs without the prompt in front of it', () => {
    const { runnables } = parsePlan('plan.md', '# Plan\n\n- [ ] Test it: `$ npm test`\n');
    assert.deepEqual(
      runnables.map(({ text }) => text),
      ['npm test'],
    );
  });

  for (const text of list(commands)) {
    it(`${text} is a command`, () =>
      assert.equal(readInlineCommand(text).runnable, true, readInlineCommand(text).reason));
  }
  for (const text of list(others)) {
    it(`${text} is none`, () => {
      const read = readInlineCommand(text);
      assert.equal(read.runnable, false, read.reason);
      assert.match(read.reason, /\.$/);
    });
  }
  it('an npm script by its name alone says how it is run', () => {
    const read = readInlineCommand('test:e2e --headed', { npmScripts: new Set(['test:e2e']) });
    assert.equal(read.runnable, false);
    assert.match(read.reason, /npm run test:e2e/);
  });
  it('an npm script or make target that exists is named in the reason', () => {
    assert.match(readInlineCommand('npm run e2e', { npmScripts: new Set(['e2e']) }).reason, /npm script/);
    assert.match(readInlineCommand('make all', { makeTargets: new Set(['all']) }).reason, /make target/);
    assert.equal(readInlineCommand('make room quickly', { makeTargets: new Set(['all']) }).runnable, false);
  });
  it('reads every text, in a time that grows with its length @long', () => {
    fc.assert(fc.property(fc.string(), (text) => readInlineCommand(text).reason !== ''));
    for (const piece of ['a=1 ', 'make a ', '/', '. ', 'x', ' ']) {
      const text = `${piece.repeat(1_000_000 / piece.length)}x`;
      assert.ok(ownTime(() => readInlineCommand(text), 1000) < 1000, piece);
    }
  });
});
