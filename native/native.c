/* The module solieu._native: what solieu/scan.py and solieu/patterns.py take where it was compiled. */

#include "letters.h"

#include "native.h"

static PyMethodDef functions[] = {
    {"plain_lower", plain_lower, METH_O, "The lower-case view of a text that is its own surface, or None."},
    {"digits", digits, METH_O, "Where each run of digits begins, and where it ends."},
    {"capitals", capitals, METH_O, "Where each run of capitalised words begins and ends."},
    {"words_in", (PyCFunction)(void (*)(void))words_in, METH_FASTCALL, "The words of a stretch of a text."},
    {"words_between", (PyCFunction)(void (*)(void))words_between, METH_FASTCALL, "Which words lie between two offsets."},
    {"stand_among", (PyCFunction)(void (*)(void))stand_among, METH_FASTCALL, "Whether a phrase stands among words."},
    {NULL},
};

static int
add_type(PyObject *module, PyType_Spec *spec)
{
    PyObject *made = PyType_FromSpec(spec);
    if (made == NULL || PyModule_AddType(module, (PyTypeObject *)made) < 0) {
        Py_XDECREF(made);
        return -1;
    }
    Py_DECREF(made);
    return 0;
}

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "solieu._native",
    .m_doc = "Passes over texts, in C.",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    fill_letter_kinds();
    fill_scan_tables();
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL)
        return NULL;
    if (prepare_patterns() < 0 || add_type(module, &wanted_spec) < 0 || add_type(module, &once_spec) < 0
        || add_type(module, &pattern_spec) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
