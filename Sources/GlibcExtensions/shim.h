#ifndef GLOSSA_GLIBC_EXTENSIONS_SHIM_H
#define GLOSSA_GLIBC_EXTENSIONS_SHIM_H

#include <malloc.h>

// As <pthread.h> declares it where _GNU_SOURCE is defined. That header belongs to Swift's own module of glibc, which does
// not define it; a `pthread_t` is this number.
extern int pthread_setname_np(unsigned long thread, const char *name);

#endif
