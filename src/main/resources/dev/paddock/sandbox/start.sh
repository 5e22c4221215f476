# Started inside by bubblewrap, from descriptor 9; the words of the command are set before this. Descriptor 4 is the socket to
# the supervisor; the command gets neither. The supervisor answers when it knows which process the command is and that its own end
# would end it; without an answer the supervisor is gone, and nothing starts.
exec 9<&-
printf r >&4
read -r _ <&4 || exit 125
exec "$@" 4>&-
