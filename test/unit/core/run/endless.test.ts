import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEndless } from '../../../../src/core/run/endless.ts';

const endless = `
npm start
npm run dev
npm run start:dev
yarn dev
pnpm dev
npx vite
vite
next dev
jest --watch
npm test -- --watch
tsc -w
docker compose up
docker-compose up --build
docker compose -f a.yml up
docker compose logs -f
docker logs -f web
tail -f x.log
tail -F x.log
tail -n 5 -f x
pm2 logs
pm2 logs --lines 50
pm2 monit
top
htop
watch ls
python -m http.server
python manage.py runserver
flask run
uvicorn app:app --reload
rails server
php artisan serve
kubectl port-forward svc/x 80
kubectl logs -f pod
kubectl get pods -w
journalctl -f
ping example.com
cd x && npm start
NODE_ENV=production npm start
nohup npm start &
sudo tail -f /var/log/syslog
sleep 5 &
./server &
redis-server
nodemon app.js
ssh host
cargo watch -x test
`;
const ending = `
npm test
npm run build
npm run start-check
vite build
docker compose up -d
docker compose up --detach --build
docker logs web
docker run -d x
tail -n 5 x.log
pm2 status
pm2 logs --nostream
top --version
npm start --help
kubectl logs pod
kubectl get pods
ping -c 3 x
echo "npm start"
git commit -m "--watch"
git log --watch
grep -r "tail -f" .
server & sleep 1; kill %1
a & wait
python script.py
timeout 5 npm start
ssh host uptime
next build
cat x # tail -f
`;

describe('commands that do not end by themselves', () => {
  for (const script of endless.trim().split('\n'))
    it(`${script} runs on`, () => assert.equal(isEndless(script).endless, true));
  for (const script of ending.trim().split('\n'))
    it(`${script} ends`, () => assert.deepEqual(isEndless(script), { endless: false }));
  it('names the first of them', () => {
    assert.deepEqual(isEndless('pm2 status\npm2 logs\nls'), { endless: true, command: 'pm2 logs', holds: true });
    assert.equal(isEndless('npm start &').holds, false);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (script) => typeof isEndless(script).endless === 'boolean'));
  });
});
