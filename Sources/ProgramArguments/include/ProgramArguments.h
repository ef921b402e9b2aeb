#ifndef GLOSSA_PROGRAM_ARGUMENTS_H
#define GLOSSA_PROGRAM_ARGUMENTS_H

/// The number of words of the command line, the program's name included.
int glossa_argument_count(void);

/// A word of the command line; the index counts from zero, and is below the count.
const char *_Nonnull glossa_argument(int index);

#endif
