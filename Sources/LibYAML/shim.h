#ifndef GLOSSA_LIBYAML_SHIM_H
#define GLOSSA_LIBYAML_SHIM_H

#include <yaml.h>

#endif
