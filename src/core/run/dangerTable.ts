import { readVerbTable } from './verbTable.ts';

/** Subcommands that remove, publish, or change what other people use: `programs | subcommands | reason`. */
export const dangerTable = readVerbTable(`
docker podman nerdctl crictl | rm, rmi, kill, prune, container rm, container kill, image rm, image remove, volume rm, volume remove, network rm, * prune, builder prune, system reset, compose rm, compose kill, service rm, stack rm, swarm leave, secret rm, config rm, context rm, node rm, plugin rm | It removes containers, images or data.
docker podman nerdctl | push, image push, manifest push, compose push, stack deploy | It publishes to a registry or a cluster.
docker-compose podman-compose | rm, kill | It removes containers.
docker-compose podman-compose | push | It publishes to a registry.
kubectl oc k kubecolor | delete, apply, create, replace, patch, edit, scale, autoscale, drain, cordon, uncordon, taint, set, label, annotate, expose, run, rollout undo, rollout restart, rollout pause, certificate, config delete*, cp, debug | It changes a cluster.
helm helmfile | install, upgrade, uninstall, delete, del, rollback, push, apply, sync, destroy | It changes a cluster.
terraform tofu terragrunt | apply, destroy, import, taint, untaint, force-unlock, state rm, state mv, state push, state replace-provider, workspace delete, run-all apply, run-all destroy, run --all, apply-all, destroy-all | It changes real infrastructure.
pulumi | up, update, destroy, import, refresh, cancel, stack rm, state delete, state unprotect, down | It changes real infrastructure.
cdk cdktf serverless sls sam copilot amplify sst | deploy, destroy, remove, delete, push, publish | It changes real infrastructure.
eksctl kops kind k3d minikube doctl linode-cli hcloud civo | delete, delete*, create, * delete, * * delete, rm, update | It changes real infrastructure.
aws | s3 rm, s3 rb, s3 mv, * delete*, * terminate*, * remove*, * deregister*, * stop*, * reboot*, * purge*, * put*, * update*, * create*, * run*, * modify*, * detach*, * revoke*, * disable*, * cancel*, * reset*, * restore*, cloudformation deploy, ecr batch-delete-image | It changes things in a cloud account.
gcloud | delete, * delete, * * delete, * * * delete, * deploy, app deploy, run deploy, deploy, * * deploy, * * update, * * create, * * stop, * * reset | It changes things in a cloud account.
az | * delete, * * delete, * * * delete, * create, * * create, * stop, * * deploy*, * purge | It changes things in a cloud account.
eb copilot | terminate, delete, * delete, deploy | It changes things in a cloud account.
http https xh | DELETE | It asks a server to delete something.
btrfs | subvolume delete, * delete | It removes a file system.
defaults | delete | It deletes settings.
gsutil | rm, rb, mv | It removes data in the cloud.
rclone | delete, deletefile, purge, sync, move, cleanup, rmdir, rmdirs | It removes data at the target.
mc s3cmd | rm, rb, mirror, del, sync, admin | It removes data in the cloud.
vercel vc netlify now | deploy, --prod, rm, remove, rollback, promote, env rm, sites:delete, alias | It changes what is deployed.
fly flyctl heroku railway render wrangler firebase expo eas surge gh-pages dokku gigalixir scalingo | deploy, destroy, up, down, delete, publish, apps:destroy, apps:delete, pg:reset, pg:reset*, ps:scale, releases:rollback, rollback, scale, apps destroy, volumes destroy, volumes delete, secrets unset, submit, update, hosting:disable, firestore:delete, database:remove, functions:delete, pages deploy, d1 delete, kv:namespace delete, r2 bucket delete | It changes what is deployed.
supabase | db reset, db push, functions deploy, functions delete, projects delete, secrets unset, migration repair, link | It changes a database or a project.
hasura | metadata clear, migrate delete, deploy, metadata apply | It changes a database.
npm pnpm | publish, unpublish, deprecate, dist-tag add, dist-tag rm, owner, access, token, team, hook, star, stage, cache clean | It changes what others get from a registry.
yarn | publish, unpublish, npm publish, npm tag, tag, owner | It changes what others get from a registry.
cargo | publish, yank, owner, login | It changes what others get from a registry.
lerna changeset nx np release-it semantic-release standard-version goreleaser jreleaser | publish, release, version | It publishes a release.
twine | upload, register | It publishes a package.
poetry flit hatch pdm uv rye maturin hex mix | publish, hex.publish, upload | It publishes a package.
mix | ecto.drop, ecto.reset, ecto.rollback | It removes data.
gem | push, yank, owner | It publishes a package.
vsce ovsx | publish, unpublish, delete-publisher | It publishes an extension.
dotnet nuget | nuget push, nuget delete, push, delete, ef database drop | It publishes a package or drops a database.
mvn mvnw gradle gradlew sbt | deploy, release:*, publish, publish*, upload*, :publish* | It publishes a build.
gh | release create, release delete, release upload, release edit, repo delete, repo create, repo archive, repo edit, repo rename, repo sync, pr merge, pr close, pr create, issue close, issue delete, issue create, secret set, secret delete, variable set, variable delete, workflow run, workflow disable, run delete, run cancel, gist delete, gist create, auth logout, cache delete, label delete, ssh-key delete | It changes things on GitHub.
glab | repo delete, release create, release delete, mr merge, mr close, issue close, issue delete, variable delete, ci delete | It changes things on GitLab.
prisma | migrate reset, db push, db execute, migrate resolve | It changes or drops data.
sequelize sequelize-cli knex typeorm drizzle-kit | db:drop, db:migrate:undo*, migrate:rollback, migration:revert, schema:drop, drop, push, db:seed:undo* | It changes or drops data.
rails rake bin/rails | db:drop*, db:reset, db:rollback, db:purge, db:schema:load, db:migrate:reset, db:truncate_all, db:setup | It changes or drops data.
alembic | downgrade, stamp | It takes a database back.
flask | db downgrade, db stamp | It takes a database back.
liquibase flyway goose migrate dbmate atlas sqlx diesel | rollback*, drop*, clean, down, reset, database drop, database reset, force, repair, schema apply, schema clean, dropAll, down-to | It takes a database back.
artisan | migrate:fresh, migrate:reset, migrate:rollback, migrate:refresh, db:wipe, down | It changes or drops data.
manage.py django-admin | flush, reset_db, sqlflush, dropdb | It drops data.
mysqladmin | drop, shutdown, flush* | It drops data.
redis-cli | flushall, flushdb, FLUSHALL, FLUSHDB, del, DEL, unlink, UNLINK, shutdown, SHUTDOWN, config, CONFIG, eval, EVAL, debug, DEBUG | It drops data or changes the server.
vault | delete, kv delete, kv destroy, kv metadata, secrets disable, operator, lease revoke, token revoke, auth disable | It removes secrets.
consul etcdctl | kv delete, del, snapshot restore, member remove | It removes data.
vagrant | destroy, box remove, snapshot restore, snapshot delete | It removes a machine.
systemctl | stop, disable, mask, kill, isolate, poweroff, reboot, halt, suspend, hibernate, reset-failed, set-default, rescue, emergency | It stops services.
service | * stop, * restart | It stops services.
launchctl | remove, unload, bootout, kill, disable, stop | It stops services.
supervisorctl | stop, shutdown, remove, restart | It stops services.
pm2 | delete, del, kill, flush, unstartup, deleteAll, reset, deploy | It removes processes or their logs.
apt apt-get aptitude | remove, purge, autoremove, autopurge, dist-upgrade, full-upgrade | It removes software.
dnf yum zypper pacman apk brew port choco scoop winget snap flatpak pkg | remove, erase, uninstall, autoremove, rm, del, delete, purge, zap, -R, -Rns, -Rs | It removes software.
pip pip3 pipx | uninstall, uninstall-all | It removes software.
crontab | -r, -ri | It changes the schedule of the machine.
svn hg | commit, ci, push, delete, rm, revert, strip, purge, clean | It changes or removes work.
zfs zpool lvremove vgremove | destroy, rollback, remove, * | It removes a file system.
nomad | stop, system gc, job stop, job run, run, node drain | It changes a cluster.
argocd flux | app delete, app sync, app rollback, delete, reconcile | It changes a cluster.
ansible | * | It changes other machines.
tmutil | delete*, * | It changes backups.
diskutil | erase*, partitionDisk, reformat, secureErase, apfs delete* | It erases a disk.
nvm | uninstall | It removes software.
conda mamba | remove, uninstall, clean, env remove | It removes software.
op bw pass | delete, rm, item delete, document delete, generate | It changes secrets.
reg | delete, add, import, restore, unload | It changes the registry of Windows.
sc | delete, stop, config, create | It changes services of Windows.
net | stop, user, localgroup, share, use | It changes Windows.
wsl | --unregister, --shutdown, --terminate | It removes or stops a system.
netsh bcdedit vssadmin wbadmin fsutil schtasks | delete*, * delete*, /delete, set, * set, * reset, /create, reset, * * delete | It changes Windows.
`);

/** Programs that are dangerous whatever their arguments. */
export const dangerousPrograms: ReadonlyMap<string, string> = new Map(
  [
    ['sudo doas su pkexec runas gsudo run0 sudoedit', 'It runs with the rights of the administrator.'],
    [
      'mkfs fdisk sfdisk cfdisk parted gparted wipefs mkswap blkdiscard newfs lvremove vgremove pvremove',
      'It erases a disk.',
    ],
    ['dd', 'It writes over a file or a disk byte by byte.'],
    ['shred srm wipe scrub unlink rimraf trash trash-put del-cli del-empty', 'It deletes files for good.'],
    ['truncate', 'It cuts files.'],
    ['shutdown reboot halt poweroff init telinit', 'It stops the machine.'],
    ['killall pkill killall5 skill', 'It ends every process of a name, not only those of this plan.'],
    [
      'userdel groupdel deluser delgroup usermod passwd chpasswd visudo vipw',
      'It changes the accounts of the machine.',
    ],
    ['iptables ip6tables nft ufw firewall-cmd pfctl', 'It changes the firewall.'],
    ['dropdb dropuser mongorestore pg_restore pg_resetwal', 'It drops or overwrites data.'],
    [
      'chroot insmod rmmod modprobe sysctl mount umount swapoff nsenter unshare chattr setfacl',
      'It changes the system.',
    ],
    ['semantic-release np release-it gh-pages surge', 'It publishes a release.'],
    ['ansible-playbook', 'It changes other machines.'],
    ['filter-branch git-filter-repo bfg', 'It rewrites the history of the repository.'],
    ['del erase rd format diskpart deltree cipher takeown icacls cacls', 'It removes or changes files on Windows.'],
    ['taskkill tskill logoff', 'It ends processes.'],
    ['iex invoke-expression invoke-command icm', 'It runs text that is known only when it runs.'],
    ['mshta rundll32 regsvr32 wmic certutil bitsadmin', 'It can run or change anything on Windows.'],
    ['format-volume clear-disk initialize-disk clear-recyclebin remove-partition', 'It erases a disk or the bin.'],
    ['stop-computer restart-computer', 'It stops the machine.'],
    ['set-executionpolicy', 'It changes which scripts may run.'],
  ].flatMap(([names = '', reason = '']) => names.split(' ').map((name) => [name, reason] as const)),
);
