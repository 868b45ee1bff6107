/* What kinds of letters there are, as Python's str and re tell them apart. */

#ifndef SOLIEU_LETTERS_H
#define SOLIEU_LETTERS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Letters below this stand in tables: all of Vietnamese and most signs. Others are rare and are asked for one by one. */
#define TABLED 0x2100

enum {
    ALNUM = 1,  /* str.isalnum */
    WORD = 2,   /* \w */
    DIGIT = 4,  /* \d */
    SPACE = 8,  /* \s */
    UPPER = 16, /* what opens a capitalised word */
};

extern unsigned char letter_kinds[TABLED];

int kind_of_letter(Py_UCS4 letter);

static inline int
kind_of(Py_UCS4 letter)
{
    return letter < TABLED ? letter_kinds[letter] : kind_of_letter(letter);
}

void fill_letter_kinds(void);

/* A stretch of a string, within its bounds. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t start, end;
} Stretch;

int stretch_of(PyObject *string, Py_ssize_t start, Py_ssize_t end, Stretch *found);

/* Two offsets as Python has them; NULL with an error. */
PyObject *pair_of(Py_ssize_t first, Py_ssize_t last);

#endif
