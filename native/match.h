/* What a pattern found. */

#ifndef SOLIEU_MATCH_H
#define SOLIEU_MATCH_H

#include "program.h"

/* `program` belongs to the pattern `keeper`, which is kept. */
PyObject *match_new(PyObject *keeper, const Program *program, PyObject *string, const Stretch *text,
                    const Found *found);
/* What re made of a pattern, borrowed; NULL with an error. */
PyObject *plain_pattern(PyObject *pattern);
int is_match(PyObject *object);
Py_ssize_t match_end(PyObject *match);
int prepare_matches(void);

#endif
