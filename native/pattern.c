/* Patterns that look only where a match may begin, and there run a program: see solieu/openings.py for what a match
 * begins with and solieu/programs.py for what is run.
 *
 * A search of re tries its pattern at every letter. Here a letter that no match begins with costs a look into a table.
 */

#include "letters.h"

#include "match.h"
#include "native.h"

#define DEPTH 4 /* how many letters of an opening are looked at */
#define PATIENCE 500 /* uses before a pattern is taken apart, where that takes as long as they save */

enum { SEARCH, MATCH_AT, FULLMATCH, FINDITER }; /* methods of re's patterns */

enum {
    ENDS = 1,    /* here an opening ends */
    GOES_ON = 2, /* here a longer one goes on */
};

typedef struct {
    uint64_t hints;                   /* a bit for the last six bits of each letter that one begins with: a first look */
    unsigned char firsts[TABLED / 8]; /* a bit for each letter that one begins with, and no other */
    int begins_with_digit;            /* one of them does */
    int begins_word;                  /* no match begins right behind a letter, digit or "_" */
    uint32_t mask;
    /* Two bits for the first letter of each opening, its first two, three and four, at the place that a hash of them
     * tells. By chance others may have the same place. As small as can be: all patterns' tables want to stay at hand. */
    unsigned char steps[];
} Openings;

typedef struct {
    PyObject_HEAD
    PyObject *compile;             /* a function that has re make the pattern; NULL when it was asked */
    PyObject *pattern;             /* re's; NULL until it is needed, and so are its methods */
    PyObject *methods[FINDITER + 1];
    PyObject *take_apart; /* a function that tells the openings and the program; NULL when it was asked */
    Openings *openings;   /* NULL where a match may begin with anything, and until that was asked */
    Program *program;     /* NULL where re runs it, and until that was asked */
    int patience;         /* uses before that is asked */
} Pattern;

static const char *const method_names[] = {"search", "match", "fullmatch", "finditer"};

/* The pattern of re, borrowed; NULL with an error. */
PyObject *
plain_pattern(PyObject *pattern)
{
    Pattern *self = (Pattern *)pattern;
    if (self->pattern == NULL && self->compile != NULL && (self->pattern = PyObject_CallNoArgs(self->compile)) != NULL)
        Py_CLEAR(self->compile);
    return self->pattern;
}

/* A method of it, borrowed; NULL with an error. */
static PyObject *
plain_method(Pattern *self, int method)
{
    if (self->methods[method] == NULL && plain_pattern((PyObject *)self) != NULL)
        self->methods[method] = PyObject_GetAttrString(self->pattern, method_names[method]);
    return self->methods[method];
}

static PyObject *
call_plainly(Pattern *self, int method, PyObject *const *arguments, Py_ssize_t count)
{
    PyObject *called = plain_method(self, method);
    return called == NULL ? NULL : PyObject_Vectorcall(called, arguments, count, NULL);
}

/* All digits are one letter to an opening, and so are all blanks but the line end. */
static Py_UCS2 opening_letters[TABLED];

static Py_UCS4
opening_letter_of(Py_UCS4 letter)
{
    int kind = kind_of(letter);
    return letter == '\n' ? letter : kind & DIGIT ? '0' : kind & SPACE ? ' ' : letter;
}

static inline Py_UCS4
opening_letter(Py_UCS4 letter)
{
    return letter < TABLED ? opening_letters[letter] : opening_letter_of(letter);
}

static inline uint32_t
with_letter(uint32_t hash, Py_UCS4 letter)
{
    hash = (hash ^ letter) * 0x9E3779B1u;
    return hash ^ (hash >> 15);
}

static inline int
steps_at(const Openings *openings, uint32_t hash)
{
    hash &= openings->mask;
    return openings->steps[hash / 4] >> hash % 4 * 2 & (ENDS | GOES_ON);
}

static inline void
add_step(Openings *openings, uint32_t hash, int step)
{
    hash &= openings->mask;
    openings->steps[hash / 4] |= (unsigned char)(step << hash % 4 * 2);
}

static inline int
is_word_letter(Py_UCS4 letter)
{
    return kind_of(letter) & WORD;
}

static inline int
is_first(const Openings *openings, Py_UCS4 letter)
{
    return letter >= TABLED || openings->firsts[letter / 8] >> letter % 8 & 1;
}

static inline int
may_begin(const Openings *openings, const Stretch *text, Py_ssize_t at)
{
    if (openings->begins_word && at > 0 && is_word_letter(PyUnicode_READ(text->kind, text->data, at - 1)))
        return 0;
    uint32_t hash = 0;
    for (int depth = 0; depth < DEPTH && at + depth < text->end; depth++) {
        hash = with_letter(hash, opening_letter(PyUnicode_READ(text->kind, text->data, at + depth)));
        int steps = steps_at(openings, hash);
        if (steps != GOES_ON)
            return steps != 0;
    }
    return 0;
}

#define SKIP_TO_BEGINNING(type, MAY_BE_FIRST)                                                              \
    for (const type *letters = text->data; at < end; at++) {                                               \
        Py_UCS4 letter = letters[at];                                                                      \
        if ((MAY_BE_FIRST) && is_first(openings, letter) && may_begin(openings, text, at))                 \
            break;                                                                                         \
    }

#define SKIP_IN_EACH_KIND(MAY_BE_FIRST)                \
    if (text->kind == PyUnicode_1BYTE_KIND)            \
        SKIP_TO_BEGINNING(Py_UCS1, MAY_BE_FIRST)       \
    else if (text->kind == PyUnicode_2BYTE_KIND)       \
        SKIP_TO_BEGINNING(Py_UCS2, MAY_BE_FIRST)       \
    else                                               \
        SKIP_TO_BEGINNING(Py_UCS4, MAY_BE_FIRST)

#define FIRST_RARE_DIGIT 0x660 /* those of other scripts have any last bits */

static Py_ssize_t
next_beginning(const Openings *openings, const Stretch *text, Py_ssize_t at)
{
    const uint64_t hints = openings->hints;
    const Py_ssize_t end = text->end;
    if (openings->begins_with_digit)
        SKIP_IN_EACH_KIND(hints >> letter % 64 & 1 || letter >= FIRST_RARE_DIGIT)
    else
        SKIP_IN_EACH_KIND(hints >> letter % 64 & 1)
    return at;
}

static void
add_first(Openings *openings, Py_UCS4 first)
{
    if (first != '0' && first != ' ') {
        if (first < TABLED)
            openings->firsts[first / 8] |= (unsigned char)(1 << first % 8);
        openings->hints |= (uint64_t)1 << first % 64;
        return;
    }
    for (Py_UCS4 letter = 0; letter < TABLED; letter++) { /* they stand for all digits, and all blanks */
        if (opening_letters[letter] != first)
            continue;
        openings->firsts[letter / 8] |= (unsigned char)(1 << letter % 8);
        if (first == ' ' || letter < FIRST_RARE_DIGIT)
            openings->hints |= (uint64_t)1 << letter % 64;
    }
    openings->begins_with_digit |= first == '0';
    openings->hints |= (uint64_t)1 << 0x3000 % 64; /* the only blank beyond the table */
}

static int
add_opening(Openings *openings, PyObject *opening)
{
    Stretch text;
    if (stretch_of(opening, 0, PY_SSIZE_T_MAX, &text) < 0)
        return -1;
    if (text.end == 0) {
        PyErr_SetString(PyExc_ValueError, "an opening has a letter");
        return -1;
    }
    add_first(openings, opening_letter(PyUnicode_READ(text.kind, text.data, 0)));
    uint32_t hash = 0;
    Py_ssize_t last = (text.end < DEPTH ? text.end : DEPTH) - 1;
    for (Py_ssize_t at = 0; at <= last; at++) {
        hash = with_letter(hash, opening_letter(PyUnicode_READ(text.kind, text.data, at)));
        add_step(openings, hash, at < last ? GOES_ON : ENDS);
    }
    return 0;
}

/* The openings that (begins_word, openings) tells of; NULL without an error where there are none. */
static Openings *
openings_of(PyObject *told)
{
    int begins_word;
    PyObject *all;
    if (told == Py_None)
        return NULL;
    if (!PyArg_ParseTuple(told, "pO", &begins_word, &all))
        return NULL;
    Py_ssize_t count = PyObject_Size(all);
    if (count < 0)
        return NULL;
    uint32_t places = 256;
    while (places < 32 * count && places < 1 << 16)
        places *= 2;
    Openings *openings = PyMem_Calloc(1, sizeof(Openings) + places / 4);
    PyObject *iterator = openings == NULL ? PyErr_NoMemory() : PyObject_GetIter(all), *opening;
    if (iterator == NULL) {
        PyMem_Free(openings);
        return NULL;
    }
    openings->begins_word = begins_word;
    openings->mask = places - 1;
    while ((opening = PyIter_Next(iterator)) != NULL) {
        int failed = add_opening(openings, opening);
        Py_DECREF(opening);
        if (failed < 0)
            break;
    }
    Py_DECREF(iterator);
    if (PyErr_Occurred()) {
        PyMem_Free(openings);
        return NULL;
    }
    return openings;
}

/* Asks for the openings and the program when the pattern was used often enough; -1 with an error. */
static int
look_closer(Pattern *self)
{
    if (self->take_apart == NULL || --self->patience > 0)
        return 0;
    PyObject *take_apart = self->take_apart;
    self->take_apart = NULL;
    PyObject *told = PyObject_CallNoArgs(take_apart), *openings, *program;
    Py_DECREF(take_apart);
    if (told == NULL)
        return -1;
    if (PyArg_ParseTuple(told, "OO", &openings, &program)) {
        self->openings = openings_of(openings);
        if (!PyErr_Occurred())
            self->program = program_from(program);
    }
    Py_DECREF(told);
    return PyErr_Occurred() ? -1 : 0;
}

/* The string, pos and endpos that a method of a pattern is called with. 0 where re had better look at them itself. */
static int
given(PyObject *const *arguments, Py_ssize_t count, Stretch *text)
{
    Py_ssize_t ends[2] = {0, PY_SSIZE_T_MAX};
    if (count < 1 || count > 3 || !PyUnicode_CheckExact(arguments[0]))
        return 0;
    for (Py_ssize_t at = 1; at < count; at++) {
        if (!PyLong_CheckExact(arguments[at]))
            return 0;
        ends[at - 1] = PyLong_AsSsize_t(arguments[at]);
        if (ends[at - 1] == -1 && PyErr_Occurred()) {
            PyErr_Clear();
            return 0;
        }
    }
    return stretch_of(arguments[0], ends[0], ends[1], text) == 0;
}

/* A method of re at one place of a text. */
static PyObject *
called_at(Pattern *self, int method, PyObject *string, Py_ssize_t at, Py_ssize_t end)
{
    PyObject *start = PyLong_FromSsize_t(at), *until = PyLong_FromSsize_t(end), *found = NULL;
    if (start != NULL && until != NULL) {
        PyObject *arguments[] = {string, start, until};
        found = call_plainly(self, method, arguments, 3);
    }
    Py_XDECREF(start);
    Py_XDECREF(until);
    return found;
}

#define MARKS_AT_HAND 32

/* The program's match at one place, or None; NULL with an error. Where that would go too deep, re looks. */
static PyObject *
run_at(Pattern *self, int method, PyObject *string, const Stretch *text, Py_ssize_t at, int whole)
{
    Py_ssize_t at_hand[MARKS_AT_HAND];
    int marks = 2 * program_groups(self->program);
    Found found = {marks <= MARKS_AT_HAND ? at_hand : PyMem_Malloc(marks * sizeof(Py_ssize_t)), 0};
    if (found.marks == NULL)
        return PyErr_NoMemory();
    PyObject *match;
    int result = program_run(self->program, text, at, whole, &found);
    if (result == MATCH)
        match = match_new((PyObject *)self, self->program, string, text, &found);
    else
        match = result == NO_MATCH ? Py_NewRef(Py_None) : called_at(self, method, string, at, text->end);
    if (found.marks != at_hand)
        PyMem_Free(found.marks);
    return match;
}

/* The first match from `from` on, or None. Where many beginnings lead to nothing, re searches the rest. */
static PyObject *
first_match(Pattern *self, PyObject *string, const Stretch *text, Py_ssize_t from)
{
    Py_ssize_t failures = 0, at = from;
    for (;; at++, failures++) {
        if (self->openings != NULL)
            at = next_beginning(self->openings, text, at);
        if (at > text->end || (at == text->end && self->openings != NULL))
            Py_RETURN_NONE;
        if (self->program == NULL && 32 * failures > at - from + 256)
            return called_at(self, SEARCH, string, at, text->end);
        PyObject *found = self->program == NULL ? called_at(self, MATCH_AT, string, at, text->end)
                                                : run_at(self, MATCH_AT, string, text, at, 0);
        if (found != Py_None)
            return found;
        Py_DECREF(found);
    }
}

static PyObject *
pattern_search(Pattern *self, PyObject *const *arguments, Py_ssize_t count)
{
    Stretch text;
    if (look_closer(self) < 0)
        return NULL;
    if ((self->openings == NULL && self->program == NULL) || !given(arguments, count, &text))
        return call_plainly(self, SEARCH, arguments, count);
    return first_match(self, arguments[0], &text, text.start);
}

static PyObject *
where_it_may_begin(Pattern *self, int method, PyObject *const *arguments, Py_ssize_t count, int whole)
{
    Stretch text;
    if (look_closer(self) < 0)
        return NULL;
    if ((self->openings == NULL && self->program == NULL) || !given(arguments, count, &text))
        return call_plainly(self, method, arguments, count);
    if (self->openings != NULL && !may_begin(self->openings, &text, text.start))
        Py_RETURN_NONE;
    if (self->program == NULL || text.start > text.end)
        return call_plainly(self, method, arguments, count);
    return run_at(self, method, arguments[0], &text, text.start, whole);
}

static PyObject *
pattern_match(Pattern *self, PyObject *const *arguments, Py_ssize_t count)
{
    return where_it_may_begin(self, MATCH_AT, arguments, count, 0);
}

static PyObject *
pattern_fullmatch(Pattern *self, PyObject *const *arguments, Py_ssize_t count)
{
    return where_it_may_begin(self, FULLMATCH, arguments, count, 1);
}

/* ---------------------------------------------------------------- all matches */

typedef struct {
    PyObject_HEAD
    Pattern *pattern;
    PyObject *string;
    Stretch text;
    Py_ssize_t at; /* where the next may begin */
} Matches;

static PyTypeObject *matches_type;
static PyObject *end_name;

static PyObject *
pattern_finditer(Pattern *self, PyObject *const *arguments, Py_ssize_t count)
{
    Stretch text;
    if (look_closer(self) < 0)
        return NULL;
    if (self->openings == NULL || !given(arguments, count, &text))
        return call_plainly(self, FINDITER, arguments, count);
    Matches *matches = PyObject_New(Matches, matches_type);
    if (matches != NULL) {
        matches->pattern = (Pattern *)Py_NewRef(self);
        matches->string = Py_NewRef(arguments[0]);
        matches->text = text;
        matches->at = text.start;
    }
    return (PyObject *)matches;
}

/* Of a match of the program's or of re's; -1 with an error. */
static Py_ssize_t
end_of(PyObject *found)
{
    if (is_match(found))
        return match_end(found);
    PyObject *end = PyObject_CallMethodNoArgs(found, end_name);
    Py_ssize_t at = end == NULL ? -1 : PyLong_AsSsize_t(end);
    Py_XDECREF(end);
    return at;
}

/* No match is empty, since each has an opening. */
static PyObject *
matches_next(Matches *self)
{
    PyObject *found = first_match(self->pattern, self->string, &self->text, self->at);
    if (found == NULL || found == Py_None) {
        self->at = self->text.end;
        Py_XDECREF(found);
        return NULL;
    }
    self->at = end_of(found);
    if (self->at < 0) {
        self->at = self->text.end;
        Py_CLEAR(found);
    }
    return found;
}

static void
matches_dealloc(Matches *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_DECREF(self->pattern);
    Py_DECREF(self->string);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyType_Slot matches_slots[] = {
    {Py_tp_dealloc, matches_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, matches_next},
    {0, NULL},
};

static PyType_Spec matches_spec = {
    .name = "solieu._native.Matches",
    .basicsize = sizeof(Matches),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = matches_slots,
};

/* ---------------------------------------------------------------- the type */

static PyObject *
pattern_new(PyTypeObject *type, PyObject *arguments, PyObject *names)
{
    PyObject *compile, *take_apart;
    int at_once;
    if (!PyArg_ParseTuple(arguments, "OOp", &compile, &take_apart, &at_once))
        return NULL;
    Pattern *self = (Pattern *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->compile = Py_NewRef(compile);
    self->take_apart = Py_NewRef(take_apart);
    self->patience = at_once ? 1 : PATIENCE;
    return (PyObject *)self;
}

static void
pattern_dealloc(Pattern *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->compile);
    Py_XDECREF(self->pattern);
    for (int method = SEARCH; method <= FINDITER; method++)
        Py_XDECREF(self->methods[method]);
    Py_XDECREF(self->take_apart);
    PyMem_Free(self->openings);
    program_free(self->program);
    PyObject_Free(self);
    Py_DECREF(type);
}

/* What re does with the whole text, or tells of a pattern, it does and tells here, too. */
static PyObject *
pattern_told(Pattern *self, void *name)
{
    PyObject *pattern = plain_pattern((PyObject *)self);
    return pattern == NULL ? NULL : PyObject_GetAttrString(pattern, name);
}

static PyObject *
pattern_repr(Pattern *self)
{
    PyObject *pattern = plain_pattern((PyObject *)self);
    return pattern == NULL ? NULL : PyObject_Repr(pattern);
}

static PyGetSetDef pattern_attributes[] = {
    {"pattern", (getter)pattern_told, NULL, NULL, "pattern"},
    {"flags", (getter)pattern_told, NULL, NULL, "flags"},
    {"groups", (getter)pattern_told, NULL, NULL, "groups"},
    {"groupindex", (getter)pattern_told, NULL, NULL, "groupindex"},
    {"sub", (getter)pattern_told, NULL, NULL, "sub"},
    {"subn", (getter)pattern_told, NULL, NULL, "subn"},
    {"split", (getter)pattern_told, NULL, NULL, "split"},
    {"findall", (getter)pattern_told, NULL, NULL, "findall"},
    {NULL},
};

static PyMethodDef pattern_methods[] = {
    {"search", (PyCFunction)(void (*)(void))pattern_search, METH_FASTCALL, "re.Pattern.search"},
    {"match", (PyCFunction)(void (*)(void))pattern_match, METH_FASTCALL, "re.Pattern.match"},
    {"fullmatch", (PyCFunction)(void (*)(void))pattern_fullmatch, METH_FASTCALL, "re.Pattern.fullmatch"},
    {"finditer", (PyCFunction)(void (*)(void))pattern_finditer, METH_FASTCALL, "re.Pattern.finditer"},
    {NULL},
};

static PyType_Slot pattern_slots[] = {
    {Py_tp_doc, "A pattern of re that looks only where a match may begin."},
    {Py_tp_new, pattern_new},
    {Py_tp_dealloc, pattern_dealloc},
    {Py_tp_repr, pattern_repr},
    {Py_tp_getset, pattern_attributes},
    {Py_tp_methods, pattern_methods},
    {0, NULL},
};

PyType_Spec pattern_spec = {
    .name = "solieu._native.skipping",
    .basicsize = sizeof(Pattern),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = pattern_slots,
};

int
prepare_patterns(void)
{
    for (Py_UCS4 letter = 0; letter < TABLED; letter++)
        opening_letters[letter] = (Py_UCS2)opening_letter_of(letter);
    end_name = PyUnicode_InternFromString("end");
    matches_type = (PyTypeObject *)PyType_FromSpec(&matches_spec);
    return end_name == NULL || matches_type == NULL ? -1 : prepare_matches();
}
