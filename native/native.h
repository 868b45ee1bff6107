/* What the parts of the module show each other. */

#ifndef SOLIEU_NATIVE_H
#define SOLIEU_NATIVE_H

#include <Python.h>

PyObject *plain_lower(PyObject *module, PyObject *given);
PyObject *digits(PyObject *module, PyObject *lower);
PyObject *capitals(PyObject *module, PyObject *surface);
PyObject *words_in(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *stand_among(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *words_between(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
void fill_scan_tables(void);

int prepare_patterns(void);

extern PyType_Spec wanted_spec, once_spec, pattern_spec;

#endif
