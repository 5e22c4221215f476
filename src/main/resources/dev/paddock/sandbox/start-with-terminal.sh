# Started inside by bubblewrap as the leader of a new session, from descriptor 9; the words of the command are set before this.
# Descriptor 4 is the socket to the supervisor; the command gets neither.
exec 9<&-
# The first terminal that a session leader opens becomes its controlling terminal (tty_ioctl(4)).
: </dev/pts/0
# The command runs as a job of its own, so that Ctrl-Z can stop it: a process group whose parent is not of the same session
# ignores SIGTSTP. What this shell itself says of a killed job is not the command's output. The supervisor answers when it knows
# which process the command is and that its own end would end it; without an answer the supervisor is gone, and nothing starts.
exec 5>&2 2>/dev/null
set -m
(
  printf r >&4
  read -r _ <&4 || exit 125
  exec "$@" 2>&5 4>&- 5>&-
)
status=$?
# If the job is still there it was stopped: tell the supervisor, which stops itself, and go on when it does.
while kill -0 %% 2>/dev/null; do
  printf s >&4
  read -r _ <&4 || exit 125
  fg >/dev/null
  status=$?
done
exit $status
