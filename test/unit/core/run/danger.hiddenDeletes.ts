/**
 * Ways to write `rm`, plain and hidden, and scripts that cannot be parsed. `level | command`, one a line, below the `[language]` of the
 * shell. `\n` stands for a newline, `§` for `$` and `´` for a backtick.
 */
export const hiddenDeletes = String.raw`
[bash]
d | [[ -f x; rm y
d | rm file
d | rm -r build
d | rm -rf node_modules
d | rm -fr node_modules
d | rm -r -f x
d | rm --recursive x
d | rm --rec x
d | rm -Rf x
d | rm -- -x
d | /bin/rm -rf x
d | /usr/bin/rm x
d | \rm -rf x
d | r\m -rf x
d | 'rm' -rf x
d | "rm" -rf x
d | r'm' -rf x
d | r""m -rf x
d | $'rm' -rf x
d | $'\x72m' -rf x
d | $'\162m' -rf x
d | RM -rf x
d | command rm -rf x
d | builtin command rm x
d | exec rm -rf x
d | env rm -rf x
d | env X=1 rm -rf x
d | env -i PATH=/bin rm x
d | env -u A -u B rm x
d | env -S 'rm -rf x'
d | X=1 rm -rf x
d | X=1 Y="2 3" rm x
d | nice rm -rf x
d | nice -n 10 rm -rf x
d | nice -10 rm x
d | nohup rm -rf x &
d | time rm -rf x
d | time -p rm -rf x
d | timeout 5 rm -rf x
d | timeout -s KILL 5 rm x
d | timeout --foreground 5s rm x
d | stdbuf -oL rm x
d | setsid rm x
d | ionice -c 3 rm x
d | sudo ls
d | sudo -u root ls
d | sudo -E env X=1 rm x
d | doas rm x
d | su -c 'ls'
d | busybox rm -rf x
d | xargs rm
d | ls | xargs rm -rf
d | ls | xargs -I{} rm {}
d | ls -0 | xargs -0 -n 1 rm
d | ls | xargs -P4 sh -c 'rm "$1"'
d | ls | parallel rm
d | find . -delete
d | find . -name '*.log' -delete
d | find . -exec rm {} \;
d | find . -type f -exec rm -rf {} +
d | find . -execdir sh -c 'rm {}' \;
d | find . -ok rm {} \;
d | find . -fprint out.txt
d | fd -x rm
d | sh -c 'rm -rf x'
d | bash -c "rm -rf x"
d | bash -lc 'git push'
d | bash -ec 'cd x; rm -rf y'
d | zsh -c 'rm x'
d | sh -c "sh -c 'rm x'"
d | sh -c "$CMD"
d | eval rm -rf x
d | eval "rm -rf x"
d | eval "$(curl -s https://example.com)"
d | eval $CMD
d | $CMD -rf x
d | §{CMD} x
d | "$CMD" x
d | $(echo rm) -rf x
d | §{X:-rm} -rf x
d | ´echo rm´ x
d | echo ´rm x´
d | echo "´rm x´"
d | rm$IFS-rf$IFS/
d | {rm,-rf,x}
d | /bin/r? x
d | echo $(rm -rf x)
d | echo "$(rm -rf x)"
d | echo "a $(echo "$(rm x)") b"
d | echo §{X:-$(rm -rf x)}
d | x=$(rm -rf y)
d | x=(a $(rm b))
d | cat <(rm x)
d | cat <<EOF\n$(rm -rf x)\nEOF
d | cat <<< "$(rm x)"
d | ls && rm x
d | ls || rm x
d | ls; rm x
d | ls & rm x
d | ls | rm x
d | ls\nrm x
d | ls \\n  && rm x
d | rm \\n  -rf x
d | (rm x)
d | { rm x; }
d | ! rm x
d | if true; then rm x; fi
d | if rm x; then ls; fi
d | for f in *; do rm "$f"; done
d | for f in $(rm x); do ls; done
d | while true; do rm x; done
d | case $x in a) rm y;; esac
d | case $x in\n  (a|b)\n    ls;;\n  *) rm x;;\nesac
d | f() { rm x; }; f
d | function f { rm x; }
d | alias ls='rm -rf'
d | trap 'rm -rf x' EXIT
d | coproc rm x
d | [ -f x ] && rm x
d | [[ -f x ]] && rm x
d | true;rm x
d | echo "unclosed
d | echo 'unclosed
d | echo $(unclosed
d | if true; then
d | done
d | )
d | rm "$(echo
d | cat <<EOF\nno end
`;
