# Started inside by bubblewrap, from descriptor 9; the words of the command are set before this. Descriptor 4 is the socket to
# the supervisor; the command gets neither. The supervisor answers when it knows which process the command is.
exec 9<&-
printf r >&4
read -r _ <&4
exec "$@" 4>&-
