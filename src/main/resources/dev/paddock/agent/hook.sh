# Asks Paddock's gate about what an agent is about to do: reads the hook's JSON, prints the answer.
# Whatever goes wrong ends with 2 and words on standard error, which every agent takes for "blocked".
# Bash alone, since a hook runs before each action. Arguments: the agent's name.
PATH=/usr/bin:/bin
LC_ALL=C
fail() {
  printf 'Paddock denied this: its hook got no answer (%s). (rule hook-failed, gate)\n' "$1" >&2
  trap - EXIT
  exit 2
}
trap '' PIPE
trap 'fail "it was interrupted"' HUP INT TERM
trap 'fail "it ended early"' EXIT

agent=${1-}
[[ $agent =~ ^[a-z-]+$ ]] || fail "it was started without the name of an agent"
input=$(timeout 60 cat) || fail "the agent said nothing"
{ exec 3<>/dev/tcp/198.18.0.2/80; } 2>/dev/null || fail "the gate can't be reached"
printf 'POST /hook/%s/command HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: %d\r\n\r\n%s' \
  "$agent" "${#input}" "$input" >&3 2>/dev/null || fail "the gate does not listen"

IFS= read -r -t 300 -u 3 line || fail "the gate was silent"
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
