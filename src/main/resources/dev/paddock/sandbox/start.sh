# Started inside by bubblewrap. Descriptor 4 is the socket to the supervisor; the command doesn't get it.
printf r >&4
exec "$@" 4>&-
