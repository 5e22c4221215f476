#!/bin/sh
# Tests of the launcher: what it finds, builds, installs, refuses. Works on a copy of the sources, with a data folder of its
# own, and leaves nothing behind.
set -u

root=$(cd "$(dirname "$0")/../../.." && pwd -P)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
export XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
unset PADDOCK_JAVA_HOME PADDOCK_SESSION
copy=$work/checkout
project=$work/project
mkdir -p "$copy/src" "$project"
cp "$root/paddock" "$root/pom.xml" "$copy/"
cp -R "$root/src/main" "$copy/src/main"

passed=0
failed=0

# expect NAME STATUS PATTERN COMMAND…: the command must end with the status and print something that matches.
expect() {
  name=$1 status=$2 pattern=$3
  shift 3
  "$@" >"$work/output" 2>&1 </dev/null
  actual=$?
  if [ "$actual" = "$status" ] && grep -q -e "$pattern" "$work/output"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name: status $actual (expected $status), output:"
    cat "$work/output"
  fi
}

inside() {
  (cd "$project" && "$copy/paddock" run "$@")
}

absent() {
  ! grep -q -e "$1" "$work/output"
}

expect 'a PADDOCK_JAVA_HOME that is no JDK 25 is named' 125 'PADDOCK_JAVA_HOME is /nowhere' \
  env PADDOCK_JAVA_HOME=/nowhere "$copy/paddock" --version
expect 'the first start builds, says so, and makes the caches' 0 'building' "$copy/paddock" --version
expect 'the second start does neither' 0 '^1$' sh -c "'$copy/paddock' --version 2>&1 | wc -l"
expect 'it works when the default java is older or broken' 0 '^paddock [0-9]' \
  env JAVA_HOME=/nowhere PATH="$work/nothing:/usr/bin:/bin" "$copy/paddock" --version
expect 'it works through a symbolic link' 0 '^paddock [0-9]' \
  sh -c "ln -s '$copy/paddock' '$work/link' && '$work/link' --version"
expect 'it works with standard input closed' 0 '^paddock [0-9]' sh -c "'$copy/paddock' --version <&-"
expect 'options for the JVM in the environment are not taken' 0 '^paddock [0-9]' \
  env JAVA_TOOL_OPTIONS=-Dx=1 "$copy/paddock" --version
absent 'Picked up' || { failed=$((failed + 1)); echo "FAILED: JAVA_TOOL_OPTIONS was taken"; }
expect 'a session runs' 0 '^inside$' inside -- echo inside

touch -d '+2 seconds' "$copy/src/main/java/dev/paddock/cli/Main.java"
expect 'a newer source is built again, with a word' 0 'building' "$copy/paddock" --version

printf 'no Java' >"$copy/src/main/java/dev/paddock/cli/Broken.java"
touch -d '+4 seconds' "$copy/src/main/java/dev/paddock/cli/Broken.java"
expect 'a build that fails is told with its log' 125 'The build failed; the whole log is' "$copy/paddock" --version
rm "$copy/src/main/java/dev/paddock/cli/Broken.java"
expect 'and mended by mending the source' 0 '^paddock [0-9]' "$copy/paddock" --rebuild --version

# A session in Paddock's own checkout.
project=$copy
expect 'inside, the launcher is read-only' 2 'Read-only file system' inside -- sh -c "echo x >>'$copy/paddock'"
expect 'inside, the installed copy is read-only' 2 'Read-only file system' \
  inside -- sh -c "echo x >'$XDG_DATA_HOME/paddock/versions/x'"
expect 'inside, what the launcher builds into is not there' 2 'nonexistent\|o such file' \
  inside -- sh -c "echo x >'$XDG_DATA_HOME/paddock/build/x'"
expect 'a session in a session is refused' 125 'inside a session already' inside -- "$copy/paddock" run -- true
expect 'a session that changes the sources is told of' 0 'changed Paddock.s own sources' \
  inside -- sh -c "echo '// changed' >>'$copy/src/main/java/dev/paddock/cli/Main.java'; sleep 1.1; touch '$copy/src/main/java/dev/paddock/cli/Main.java'"
expect 'and its sources are not built without a word' 0 'a session may have changed them' "$copy/paddock" --version
expect 'but when the owner says so' 0 'building' "$copy/paddock" --rebuild --version
expect 'after which all is as ever' 0 '^paddock [0-9]' "$copy/paddock" --version

echo "Launcher: $passed passed, $failed failed"
[ "$failed" = 0 ]
