#ifndef GLOSSA_GLIBC_MALLOC_SHIM_H
#define GLOSSA_GLIBC_MALLOC_SHIM_H

#include <malloc.h>

#endif
