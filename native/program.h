/* Programs of patterns, as solieu/programs.py makes them. */

#ifndef SOLIEU_PROGRAM_H
#define SOLIEU_PROGRAM_H

#include "letters.h"

typedef struct Program Program;

/* What a run found. */
typedef struct {
    Py_ssize_t *marks; /* where each group begins and ends, the first being the whole match; -1 for none */
    int last_group;    /* the one that ended last; 0 for none */
} Found;

enum { NO_MATCH, MATCH, TOO_DEEP };

/* NULL without an error for None. */
Program *program_from(PyObject *told);
void program_free(Program *program);
/* With the whole match, which is the first. */
int program_groups(const Program *program);
/* Borrowed; None for a group without a name. */
PyObject *program_name(const Program *program, int group);
/* The number of a group that is told by its number or name; -1 with an IndexError. */
int program_group(const Program *program, PyObject *which);

/* A match that begins at `at`: of all up to the end, where `whole`. TOO_DEEP where re had better look. */
int program_run(const Program *program, const Stretch *text, Py_ssize_t at, int whole, Found *found);

#endif
