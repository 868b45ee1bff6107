#include "letters.h"

unsigned char letter_kinds[TABLED];

int
kind_of_letter(Py_UCS4 letter)
{
    int kind = 0;
    if (Py_UNICODE_ISALNUM(letter))
        kind |= ALNUM | WORD;
    if (letter == '_')
        kind |= WORD;
    if (Py_UNICODE_ISDECIMAL(letter))
        kind |= DIGIT;
    if (Py_UNICODE_ISSPACE(letter))
        kind |= SPACE;
    if (letter < 0x1EFA && Py_UNICODE_ISUPPER(letter) && (letter <= 'Z' || letter >= 0xC0))
        kind |= UPPER;
    return kind;
}

void
fill_letter_kinds(void)
{
    for (Py_UCS4 letter = 0; letter < TABLED; letter++)
        letter_kinds[letter] = (unsigned char)kind_of_letter(letter);
}

/* Offsets beyond the string's are moved to its ends, as in a slice of re. Raises TypeError for what is no string. */
int
stretch_of(PyObject *string, Py_ssize_t start, Py_ssize_t end, Stretch *found)
{
    if (!PyUnicode_Check(string)) {
        PyErr_Format(PyExc_TypeError, "expected str, not %.100s", Py_TYPE(string)->tp_name);
        return -1;
    }
#if PY_VERSION_HEX < 0x030C0000
    if (PyUnicode_READY(string) < 0)
        return -1;
#endif
    Py_ssize_t length = PyUnicode_GET_LENGTH(string);
    found->kind = PyUnicode_KIND(string);
    found->data = PyUnicode_DATA(string);
    found->start = start < 0 ? 0 : start > length ? length : start;
    found->end = end < 0 ? 0 : end > length ? length : end;
    return 0;
}

PyObject *
pair_of(Py_ssize_t first, Py_ssize_t last)
{
    PyObject *pair = PyTuple_New(2), *one = PyLong_FromSsize_t(first), *other = PyLong_FromSsize_t(last);
    if (pair == NULL || one == NULL || other == NULL) {
        Py_XDECREF(pair);
        Py_XDECREF(one);
        Py_XDECREF(other);
        return NULL;
    }
    PyTuple_SET_ITEM(pair, 0, one);
    PyTuple_SET_ITEM(pair, 1, other);
    return pair;
}
