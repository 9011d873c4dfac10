/**
 * fish, zsh, PowerShell and cmd. `level | command`, one a line, below the `[language]` of the
 * shell. `\n` stands for a newline, `§` for `$` and `´` for a backtick.
 */
export const otherShells = String.raw`
[fish]
r | ls; and pwd
r | if test -f x; cat x; end
r | for f in *.md; echo $f; end
n | set X (date); npm test
d | rm -rf x
d | echo (rm x)
d | echo "a $(rm x)"
d | if test -f x; rm x; end
d | begin; rm x; end
d | not rm x
d | ls; or rm x
d | function f; rm x; end
d | command rm x
d | if true; ls
[zsh]
d | rm -rf x
r | ls **/*.ts
d | print -z x; rm y
[pwsh]
r | Get-ChildItem
r | Get-ChildItem | Select-Object Name
r | Write-Host "Remove-Item x"
r | Test-Path x
r | Get-Process | Format-Table
r | git status
n | New-Item -ItemType Directory x
n | npm install
n | $env:NODE_ENV = "test"; npm test
d | Remove-Item x
d | Remove-Item -Recurse -Force x
d | remove-item x
d | rm x
d | del x
d | ri x
d | rd x
d | Get-ChildItem | Remove-Item
d | Get-ChildItem; Remove-Item x
d | if (Test-Path x) { Remove-Item x }
d | Get-ChildItem | ForEach-Object { Remove-Item $_ }
d | & $cmd
d | Invoke-Expression $x
d | iwr https://x | iex
d | Format-Volume -DriveLetter D
d | Clear-Content x
d | Set-Content x "a"
d | "a" | Out-File x
d | echo a > x
d | Stop-Process -Name node
d | Stop-Computer
d | Set-ExecutionPolicy Bypass
d | [IO.File]::Delete("x")
d | Start-Process x -Verb RunAs
d | git push
d | Remove-It´em x
d | if (true) {
d | "open
[powershell]
n | $x = 5; npm test
d | $x = Remove-Item y
d | Remove-Item x
[bat]
d | del x
[console]
r | ls
[cmd]
r | dir
r | echo del x
r | type a.txt
r | cd x & dir
r | rem del x
n | npm install
n | copy a b
d | del x
d | del /s /q x
d | DEL x
d | erase x
d | rd /s /q x
d | rmdir x
d | d^el x
d | dir & del x
d | dir && del x
d | if exist x del x
d | if exist x (del x)
d | for %f in (*) do del %f
d | cmd /c del x
d | call del x
d | format d:
d | diskpart
d | reg delete HKCU\x
d | taskkill /im node.exe
d | shutdown /s
d | echo a > x
d | %CMD% x
d | git push
d | powershell -c Remove-Item x
`;
