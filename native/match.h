/* What a pattern found. */

#ifndef SOLIEU_MATCH_H
#define SOLIEU_MATCH_H

#include "program.h"

/* The pattern is re's; `program` belongs to `keeper`, which is kept. */
PyObject *match_new(PyObject *keeper, PyObject *pattern, const Program *program, PyObject *string, const Stretch *text,
                    const Found *found);
int is_match(PyObject *object);
Py_ssize_t match_end(PyObject *match);
int prepare_matches(void);

#endif
