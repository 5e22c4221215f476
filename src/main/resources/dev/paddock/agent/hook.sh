# Says to Paddock's gate what an agent's hook says, and prints the answer. Bash alone, since a hook runs at each action.
# Arguments: the agent's name; then "after" if the hook only tells what there was.
# Before an action, whatever goes wrong ends with 2 and words on standard error, which every agent takes for "blocked".
# After the fact it ends with 0 and in silence, which every agent takes for "go on": the gate's log says what it missed.
PATH=/usr/bin:/bin
LC_ALL=C
fail() {
  trap - EXIT
  [[ ! $after ]] || exit 0
  printf 'Paddock denied this: its hook got no answer (%s). (rule hook-failed, gate)\n' "$1" >&2
  exit 2
}
agent=${1-} after='' arrival=60 patience=300 longest=8388608
if [[ ${2-} == after ]]; then
  after=/after arrival=10 patience=40
fi
trap '' PIPE
trap 'fail "it was interrupted"' HUP INT TERM
trap 'fail "it ended early"' EXIT

[[ $agent =~ ^[a-z-]+$ ]] || fail "it was started without the name of an agent"
# One byte more than the gate takes, so that it refuses what is longer; the rest is taken off the agent's hands.
input=$(timeout "$arrival" head -c $((longest + 1)) && timeout "$arrival" cat >/dev/null) || fail "the agent said nothing"
{ exec 3<>/dev/tcp/198.18.0.2/80; } 2>/dev/null || fail "the gate can't be reached"
printf 'POST /hook/%s%s/command HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: %d\r\n\r\n%s' \
  "$agent" "$after" "${#input}" "$input" >&3 2>/dev/null || fail "the gate does not listen"

IFS= read -r -t "$patience" -u 3 line || fail "the gate was silent"
[[ $line == 'HTTP/1.1 200 '* ]] || fail "the gate refused the question"
while [[ $line != $'\r' ]]; do
  IFS= read -r -t 20 -u 3 line || fail "the answer broke off"
done
answer=()
while ((${#answer[@]} < 4)) && IFS= read -r -t 20 -u 3 line; do
  answer+=("$line")
done
[[ ${#answer[@]} == 4 && ${answer[0]} =~ ^exit\ [02]$ && ${answer[1]} == 'out '* && ${answer[2]} == 'err '* &&
  ${answer[3]} == end ]] || fail "the answer is not whole"
status=${answer[0]#exit } out=${answer[1]#out } err=${answer[2]#err }
if [[ -n $out ]]; then
  printf '%s\n' "$out" || fail "the agent does not listen"
fi
if [[ $status == 2 ]]; then
  printf '%s\n' "${err:-Paddock denied this.}" >&2
fi
trap - EXIT
exit "$status"
