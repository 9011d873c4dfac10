/** Programs that plans name as commands. Sorted. */
const names = `
7z ab ack act adb ag age air alembic alias allure amplify ansible ansible-galaxy ansible-lint ansible-playbook
ansible-vault ant apk apt apt-cache apt-get aptitude arch aria2c artillery asdf ash astro atlas autocannon autoconf
autoreconf awk aws az azd babel badblocks base64 bash bat bats bazel bazelisk bb biome bison black blkid bosh brew
btop buf buildah bun bundle bundler bunx bunyan bunzip2 bzip2 c++ cabal caddy cal cap cargo cat ccache cd cdk cfn-lint
chgrp chmod chown chroot chsh circleci cksum clang clang-format clang-tidy clear clinic clojure cmake cmp code
codesign coffee colima column comm composer conan conda consul convert copilot corepack cosign cp crane crictl crontab
cross-env csvkit ctest curl cut cypress dagger dart dask date dbt dd deno detox df diff dig dir direnv django-admin
dmesg dnf docker docker-compose docker-machine dockerize doctl doppler dos2unix dotenv dotnet drizzle-kit drone drush
du dvc earthly echo egrep eksctl elixir elm emacs env erl esbuild eslint etcdctl eval exiftool expo export expr fd
fdisk ffmpeg ffprobe fgrep file find firebase fish flake8 flask flutter fly flyctl fmt foreman forge free fswatch fzf
g++ gatsby gcc gcloud gdb gem gh ghc git git-lfs gitleaks glab go gofmt goimports golangci-lint gomplate goose
gotestsum gpg gpg2 gradle grep grpcurl grype gsutil gunicorn gunzip gzip hadolint hardhat hasura head helm helmfile
heroku hexdump hey hg hostname htop http httpie https hugo hyperfine iconv id ifconfig ignite infisical influx inspec
ionic ip iperf iperf3 iptables istioctl jar java javac jekyll jenkins jest jmeter join journalctl jq julia jupyter
just k3d k3s k6 k9s kafka-topics kill killall kind kn ko kops krew kubectl kubectx kubens kubeseal kustomize lazygit
ldd lein lerna less lighthouse liquibase lldb ln locust logrotate ls lsblk lscpu lsof ltrace lua luarocks make mamba
man maven md5sum meson meteor micromamba migrate minikube mise mix mkcert mkdir mkdocs mkfs mkfs.ext4 mocha mongo
mongodump mongoimport mongorestore mongosh mount mtr mv mvn mypy mysql mysqladmin mysqldump nano nc ncdu ncu nerdctl
nest netcat netlify netstat newman next ng nginx nix nix-build nix-env nix-shell nl nmap node nodemon nohup nomad npm
npx nslookup ntl nuget nvm nx nyc oc ocaml od ollama opam open openssl osascript oxlint packer pandoc parallel parcel
passwd patch pdm percy perf perl pg_dump pg_isready pg_restore pgbench pgrep php phpstan phpunit ping pip pip-audit
pip3 pipenv pipx pixi pkg pkill playwright pm2 pnpm pnpx podman podman-compose poetry popd powershell pre-commit
prettier printenv printf prisma procs promtool protoc ps psql pulumi pushd pv pwd pwsh py pyenv pylint pyright pytest
python python2 python3 qemu-img rails rake rbenv rclone readelf readlink realpath redis-cli redis-server renovate rg
rm rmdir rollup rspec rsync rubocop ruby ruff runme rustc rustfmt rustup rvm sam sbt scalac scp screen sed semgrep seq
sequelize serverless sftp sh sha256sum shasum shellcheck shfmt shred sleep sls snyk socat solana sops sort source
spack spctl split spotless sqlc sqlite3 sqlx ss ssh ssh-add ssh-copy-id ssh-keygen stack stat stern storybook strace
streamlit stress stylelint su sudo supabase svn swift swiftlint syft sysctl systemctl systemd-run tail tailscale tar
tee telnet terraform terraform-docs terragrunt test tflint tfsec tilt time timeout tmux tofu top touch tox tr tree
trivy truncate ts-node tsc tsup tsx turbo turso twine typedoc typeorm ulimit umask umount uname uniq unlink unset unxz
unzip uptime uv uvicorn uvx vagrant vault vegeta velero vercel vi vim virtualenv vite vitest vlt volta vsce watch
watchexec watchman wc webpack wget which who whoami wrangler wrk xargs xcodebuild xcrun xmllint xxd xz yamllint yarn
yq zig zip zsh zstd
`;

/** Words of the shell that begin a command in a block. */
const shellWords = `. [ [[ case command declare do exec exit for if local read readonly set shopt trap until wait while { (`;

/** English words that are tools too; a line that starts with one is a command only if it does not read as prose. */
export const proseTools: ReadonlySet<string> = new Set([
  ...['act', 'air', 'alias', 'apply', 'atlas', 'cap', 'case', 'cat', 'clear', 'code', 'column', 'command', 'convert'],
  ...['copilot', 'cut', 'date', 'diff', 'do', 'echo', 'env', 'exec', 'exit', 'export', 'expo', 'file', 'find', 'fish'],
  ...['fly', 'for', 'forge', 'free', 'go', 'head', 'host', 'id', 'if', 'install', 'jest', 'join', 'just', 'kill'],
  ...['kind', 'less', 'local', 'make', 'man', 'meteor', 'migrate', 'mise', 'mix', 'more', 'mount', 'nest', 'next'],
  ...['node', 'open', 'parallel', 'parcel', 'patch', 'percy', 'pip', 'push', 'python', 'read', 'screen', 'set'],
  ...['snyk', 'sort', 'source', 'split', 'stack', 'start', 'swift', 'tail', 'test', 'time', 'top', 'touch', 'trap'],
  ...['tree', 'until', 'vault', 'wait', 'watch', 'which', 'while', 'who', 'yes'],
]);

export const knownTools: ReadonlySet<string> = new Set(`${names.trim()} ${shellWords}`.split(/\s+/));

/** Commands that say something when they stand alone. */
export const oneWordCommands: ReadonlySet<string> = new Set(
  'btop date df dmesg free hostname htop ifconfig k9s lazygit ls lsblk lscpu make ncdu printenv ps pwd pytest top tree uptime whoami'.split(
    ' ',
  ),
);
