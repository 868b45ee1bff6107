/* Matches that answer as those of re. What is seldom asked re's own match answers. */

#include "match.h"

#include <stddef.h>

typedef struct {
    PyObject_VAR_HEAD
    PyObject *keeper, *string;
    const Program *program;
    Py_ssize_t start, end; /* of the stretch that was looked at */
    int last_group;
    Py_ssize_t marks[]; /* of each group, the first being the whole match; -1 for none */
} Match;

static PyTypeObject *match_type;

PyObject *
match_new(PyObject *keeper, const Program *program, PyObject *string, const Stretch *text, const Found *found)
{
    int groups = program_groups(program);
    Match *match = PyObject_NewVar(Match, match_type, 2 * groups);
    if (match == NULL)
        return NULL;
    match->keeper = Py_NewRef(keeper);
    match->string = Py_NewRef(string);
    match->program = program;
    match->start = text->start;
    match->end = text->end;
    match->last_group = found->last_group;
    for (int mark = 0; mark < 2 * groups; mark++)
        match->marks[mark] = found->marks[mark];
    return (PyObject *)match;
}

int
is_match(PyObject *object)
{
    return Py_IS_TYPE(object, match_type);
}

Py_ssize_t
match_end(PyObject *match)
{
    return ((Match *)match)->marks[1];
}

static void
match_dealloc(Match *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_DECREF(self->keeper);
    Py_DECREF(self->string);
    PyObject_Free(self);
    Py_DECREF(type);
}

/* Where a group begins, or ends; -1 for both where it has no part in the match. */
static Py_ssize_t
mark_of(const Match *self, int group, int is_end)
{
    const Py_ssize_t *marks = self->marks + 2 * group;
    return marks[0] < 0 || marks[1] < 0 ? -1 : marks[is_end];
}

static PyObject *
words_of(const Match *self, int group, PyObject *missing)
{
    Py_ssize_t first = mark_of(self, group, 0), last = mark_of(self, group, 1);
    if (first < 0)
        return Py_NewRef(missing);
    return PyUnicode_Substring(self->string, first, last < first ? first : last);
}

/* The group that one argument or none tells of; -1 with an error. */
static int
asked(const Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    if (count == 0)
        return 0;
    if (count == 1)
        return program_group(self->program, arguments[0]);
    PyErr_SetString(PyExc_TypeError, "expected at most one group");
    return -1;
}

static PyObject *
match_start(Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    int group = asked(self, arguments, count);
    return group < 0 ? NULL : PyLong_FromSsize_t(mark_of(self, group, 0));
}

static PyObject *
match_ends(Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    int group = asked(self, arguments, count);
    return group < 0 ? NULL : PyLong_FromSsize_t(mark_of(self, group, 1));
}

static PyObject *
match_span(Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    int group = asked(self, arguments, count);
    return group < 0 ? NULL : pair_of(mark_of(self, group, 0), mark_of(self, group, 1));
}

static PyObject *
match_item(Match *self, PyObject *which)
{
    int group = program_group(self->program, which);
    return group < 0 ? NULL : words_of(self, group, Py_None);
}

static PyObject *
match_group(Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    if (count < 2)
        return count == 0 ? words_of(self, 0, Py_None) : match_item(self, arguments[0]);
    PyObject *found = PyTuple_New(count);
    for (Py_ssize_t at = 0; found != NULL && at < count; at++) {
        PyObject *words = match_item(self, arguments[at]);
        if (words == NULL)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, at, words);
    }
    return found;
}

static PyObject *
match_groups(Match *self, PyObject *const *arguments, Py_ssize_t count)
{
    if (count > 1) {
        PyErr_SetString(PyExc_TypeError, "expected at most one default");
        return NULL;
    }
    int groups = program_groups(self->program);
    PyObject *found = PyTuple_New(groups - 1);
    for (int group = 1; found != NULL && group < groups; group++) {
        PyObject *words = words_of(self, group, count == 1 ? arguments[0] : Py_None);
        if (words == NULL)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, group - 1, words);
    }
    return found;
}

/* The match that re finds there. */
static PyObject *
of_re(const Match *self)
{
    PyObject *pattern = plain_pattern(self->keeper);
    if (pattern == NULL)
        return NULL;
    return PyObject_CallMethod(pattern, mark_of(self, 0, 1) == self->end ? "fullmatch" : "match", "Onn", self->string,
                               self->marks[0], self->end);
}

/* One of those that are told by name, and what re's match tells by it. */
static PyObject *
match_told(Match *self, void *name)
{
    PyObject *match = of_re(self), *told = NULL;
    if (match != NULL)
        told = PyObject_GetAttrString(match, name);
    Py_XDECREF(match);
    return told;
}

static PyObject *
match_repr(Match *self)
{
    PyObject *match = of_re(self), *told = match == NULL ? NULL : PyObject_Repr(match);
    Py_XDECREF(match);
    return told;
}

static PyObject *
match_last_group(Match *self, void *Py_UNUSED(unused))
{
    return Py_NewRef(program_name(self->program, self->last_group));
}

static PyObject *
match_last_index(Match *self, void *Py_UNUSED(unused))
{
    if (self->last_group == 0)
        Py_RETURN_NONE;
    return PyLong_FromLong(self->last_group);
}

static PyObject *
match_string(Match *self, void *Py_UNUSED(unused))
{
    return Py_NewRef(self->string);
}

static PyObject *
match_pattern(Match *self, void *Py_UNUSED(unused))
{
    return Py_XNewRef(plain_pattern(self->keeper));
}

static PyObject *
match_looked_from(Match *self, void *Py_UNUSED(unused))
{
    return PyLong_FromSsize_t(self->start);
}

static PyObject *
match_looked_to(Match *self, void *Py_UNUSED(unused))
{
    return PyLong_FromSsize_t(self->end);
}

static PyGetSetDef match_attributes[] = {
    {"lastgroup", (getter)match_last_group, NULL, NULL, NULL},
    {"lastindex", (getter)match_last_index, NULL, NULL, NULL},
    {"string", (getter)match_string, NULL, NULL, NULL},
    {"re", (getter)match_pattern, NULL, NULL, NULL},
    {"pos", (getter)match_looked_from, NULL, NULL, NULL},
    {"endpos", (getter)match_looked_to, NULL, NULL, NULL},
    {"groupdict", (getter)match_told, NULL, NULL, "groupdict"},
    {"expand", (getter)match_told, NULL, NULL, "expand"},
    {"regs", (getter)match_told, NULL, NULL, "regs"},
    {NULL},
};

#define FAST(function) (PyCFunction)(void (*)(void))function, METH_FASTCALL

static PyMethodDef match_methods[] = {
    {"start", FAST(match_start), "re.Match.start"},
    {"end", FAST(match_ends), "re.Match.end"},
    {"span", FAST(match_span), "re.Match.span"},
    {"group", FAST(match_group), "re.Match.group"},
    {"groups", FAST(match_groups), "re.Match.groups"},
    {NULL},
};

static PyType_Slot match_slots[] = {
    {Py_tp_doc, "A match that answers as one of re."},
    {Py_tp_dealloc, match_dealloc},
    {Py_tp_repr, match_repr},
    {Py_tp_getset, match_attributes},
    {Py_tp_methods, match_methods},
    {Py_mp_subscript, match_item},
    {0, NULL},
};

static PyType_Spec match_spec = {
    .name = "solieu._native.Match",
    .basicsize = offsetof(Match, marks),
    .itemsize = sizeof(Py_ssize_t),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = match_slots,
};

int
prepare_matches(void)
{
    match_type = (PyTypeObject *)PyType_FromSpec(&match_spec);
    return match_type == NULL ? -1 : 0;
}
