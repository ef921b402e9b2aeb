// Swift's own `CommandLine` reads the arguments from /proc, and sees none where that is not mounted, as in a bare chroot.
// glibc hands them to every constructor.

#include "ProgramArguments.h"

static int count;
static char **arguments;

__attribute__((constructor)) static void keep_arguments(int argument_count, char **argument_values) {
  count = argument_count;
  arguments = argument_values;
}

int glossa_argument_count(void) { return count; }

const char *glossa_argument(int index) { return arguments[index]; }
