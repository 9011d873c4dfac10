/**
 * Commands that need no question, or only the click. `level | command`, one a line, below the `[language]` of the
 * shell. `\n` stands for a newline, `§` for `$` and `´` for a backtick.
 */
export const harmlessCommands = String.raw`
[bash]
r | ls -la
r | ls
r | pwd
r | cat README.md
r | cat a.txt | grep foo | sort | uniq -c | head -5
r | cd backend
r | git status
r | git log --oneline -5
r | git -C sub status
r | git --no-pager diff HEAD~1
r | git branch -a
r | git branch
r | git remote -v
r | git stash list
r | git config --get user.name
r | git show HEAD:package.json
r | git rev-parse HEAD
r | node --version
r | node -v
r | npm --version
r | npm -v
r | npm ls --depth=0
r | npm outdated
r | npm audit
r | npm run
r | docker ps -a
r | docker compose ps
r | docker logs web
r | docker --version
r | kubectl get pods -n prod
r | kubectl -n prod describe pod x
r | kubectl --context prod get nodes
r | helm list -A
r | terraform validate
r | pm2 status
r | pm2 logs --lines 50
r | systemctl status nginx
r | grep -r "mock" src/
r | grep -r "rm -rf" docs
r | rg 'git push' .
r | find . -name '*.ts'
r | find src -type f | wc -l
r | echo hello
r | echo "rm -rf /"
r | echo 'git push'
r | printf '%s\n' a b
r | echo x > /dev/null
r | ls 2>&1
r | ls missing 2>/dev/null
r | command -v docker
r | which node && node --version
r | true && false || true
r | for f in *.md; do echo "$f"; done
r | if [ -f x ]; then cat x; fi
r | [[ $a > b && -n $c ]] && echo yes
r | (cd sub && ls)
r | { pwd; ls; }
r | X=1
r | export PATH="$HOME/bin:$PATH"
r | echo $((1 + 2))
r | echo "$(date)"
r | cat <<EOF\nrm -rf /\ngit push\nEOF
r | cat <<'EOF'\n$(rm -rf /)\nEOF
r | # rm -rf /
r | ls # rm -rf /
r | env
r | printenv HOME
r | k6 version
r | jq .version package.json
r | awk '{print $1}' file
r | diff a b
r | ps aux | grep node
r | time ls
r | nice -n 5 ls
r | rm --version
r | sort a.txt
r | case $x in a) ls;; *) pwd;; esac
r | while read -r line; do echo "$line"; done < list.txt
r | gh pr list
r | aws sts get-caller-identity
r | pip list
r | brew list
r | cargo tree
r | go version
r | uname -a; whoami; df -h
r | sh -c 'ls -la'
r | bash --version
r | git diff | cat
n | npm install
n | npm ci
n | npm test
n | npm run build
n | npm install -g pm2
n | npm audit fix
n | yarn install
n | pip install -r requirements.txt
n | cargo build --release
n | cargo test
n | go test ./...
n | make
n | make setup-workflow
n | make test
n | mkdir -p a/b
n | touch a
n | cp a b
n | mv a b
n | chmod +x scripts/auto-debug.sh
n | chmod +x scripts/*.sh
n | chown me file
n | ./scripts/auto-debug.sh
n | ./gradlew test
n | git add .
n | git commit -m "feat: push things; rm -rf all"
n | git checkout -b feature
n | git checkout main
n | git switch main
n | git pull --rebase
n | git fetch
n | git stash
n | git stash pop
n | git merge main
n | git reset HEAD~1
n | git reset --soft HEAD~1
n | git clean -n
n | git push --dry-run
n | git restore --staged a
n | git rm --cached a
n | git clone https://example.com/x.git
n | docker run -d -p 6379:6379 redis:latest --appendonly yes
n | docker run --rm alpine ls
n | docker compose up -d
n | docker compose down
n | docker build -t x .
n | docker exec web ls
n | kubectl apply -f x.yaml --dry-run=client
n | terraform plan
n | terraform init
n | echo a >> file
n | ls | tee -a log.txt
n | ls | tee /dev/null
n | curl https://example.com
n | curl -fsSL https://example.com -o x.json
n | wget https://example.com/x
n | python script.py
n | python -m pytest
n | node script.js
n | node -e "console.log(1)"
n | source venv/bin/activate
n | . ./env.sh
n | pm2 start ecosystem.config.js
n | pm2 startup
n | pm2 save
n | pm2 restart all
n | npx eslint .
n | npx prettier --write src
n | NODE_ENV=test npm test
n | env NODE_ENV=test npm test
n | sleep 1 && npm start
n | nohup npm start > /dev/null 2>&1 &
n | xargs -n1 echo < list.txt; npm test
n | open report.html
n | sed -i 's/a/b/' file
n | tar xzf a.tgz
n | psql -c 'select 1'
n | systemctl restart nginx
n | kill 1234
n | ssh host uptime; npm test
n | rsync -a src/ dst/
n | npm version patch
n | bash test.sh "$(date)"
n | cd x && npm ci && npm run build
n | bash scripts/test.sh
n | timeout 30 npm test
n | poetry run pytest
n | find . -name '*.tmp' -exec touch {} +
n | ansible-lint playbook.yml
n | git tag v1.0.0
n | npm publish --dry-run
n | cargo publish --dry-run
n | helm upgrade --dry-run web ./chart
n | rsync -avn --delete a/ b/
n | aws s3 rm s3://bucket/x --dryrun
n | wget --method=GET https://example.org
n | ./scripts/shift-start.sh <NUMBER> <TYPE>
r | cat .agent/SHIFT_<PREVIOUS>.md
r | grep -A 20 "Shift <YOUR_NUMBER>" file
`;
