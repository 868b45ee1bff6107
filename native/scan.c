/* Single passes over a text that every stage needs: its plain lower-case view, its digits, capitals and words.
 *
 * Each function does what its namesake in solieu/scanned.py does, which defines it.
 */

#include <stddef.h>

#include "letters.h"

#include <structmember.h>

#include "native.h"

#define AT(text, at) PyUnicode_READ((text).kind, (text).data, (at))

/* ---------------------------------------------------------------- the lower-case view */

static Py_UCS2 lower_of_plain[TABLED];
/* The letter that a plain one is written with in lower case; 0 for one that is not plain. */

/* Letters that are composed, no blank but the plain one, no line end but "\n", visible, with a lower case of one letter. */
static int
is_plain(Py_UCS4 letter)
{
    if (letter < 0x300)
        return letter != '\r' && letter != 0x85 && letter != 0xA0 && letter != 0xAD && letter != 0x130;
    if (letter >= 0x1EA0 && letter < 0x1EFA)
        return 1;
    if (letter >= 0x2010 && letter < 0x2028)
        return 1;
    return letter == 0x2030 || letter == 0x2212 || (letter >= 0x25A0 && letter < 0x2600)
        || (letter >= 0xE000 && letter < 0xF900);
}

static Py_UCS4
one_way(Py_UCS4 letter)
{
    if ((letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212)
        return '-';
    if ((letter >= 0x2018 && letter <= 0x201B) || letter == 0xB4 || letter == '`')
        return '\'';
    if (letter >= 0x201C && letter <= 0x201F)
        return '"';
    if (letter == '[' || letter == ']')
        return letter == '[' ? '(' : ')';
    return letter < 0x2100 ? Py_UNICODE_TOLOWER(letter) : letter;
}

static const struct {
    Py_UCS2 second, tone_on_first, without_tone;
    char first;
} shifts[] = {
    {0xE0, 0xF2, 'a', 'o'},   {0xE1, 0xF3, 'a', 'o'},   {0x1EA3, 0x1ECF, 'a', 'o'}, {0xE3, 0xF5, 'a', 'o'},
    {0x1EA1, 0x1ECD, 'a', 'o'}, {0xE8, 0xF2, 'e', 'o'},   {0xE9, 0xF3, 'e', 'o'},   {0x1EBB, 0x1ECF, 'e', 'o'},
    {0x1EBD, 0xF5, 'e', 'o'}, {0x1EB9, 0x1ECD, 'e', 'o'}, {0x1EF3, 0xF9, 'y', 'u'}, {0xFD, 0xFA, 'y', 'u'},
    {0x1EF7, 0x1EE7, 'y', 'u'}, {0x1EF9, 0x169, 'y', 'u'}, {0x1EF5, 0x1EE5, 'y', 'u'},
};

/* "hoà" is written "hòa" and "tỉ" "tỷ", where no letter follows; what stands before decides of "quý" and of "tỉ". */
static void
shift_tone(Py_UCS2 *lower, Py_ssize_t at, Py_ssize_t length)
{
    Py_UCS2 second = lower[at], first = lower[at - 1];
    int after = at + 1 < length ? kind_of(lower[at + 1]) : 0;
    if (first == 't') {
        if (second == 0x1EC9 && !(after & WORD) && !(at > 1 && (kind_of(lower[at - 2]) & WORD)))
            lower[at] = 0x1EF7;
        return;
    }
    if ((after & ALNUM) && !(after & DIGIT))
        return;
    if (first == 'u' && at > 1 && lower[at - 2] == 'q')
        return;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(shifts); i++) {
        if (shifts[i].second == second && shifts[i].first == (char)first) {
            lower[at - 1] = shifts[i].tone_on_first;
            lower[at] = shifts[i].without_tone;
            return;
        }
    }
}

PyObject *
plain_lower(PyObject *module, PyObject *given)
{
    Stretch text;
    if (stretch_of(given, 0, PY_SSIZE_T_MAX, &text) < 0)
        return NULL;
    if (text.kind == PyUnicode_4BYTE_KIND)
        Py_RETURN_NONE;
    Py_UCS2 *lower = PyMem_Malloc((text.end ? text.end : 1) * sizeof(Py_UCS2));
    if (lower == NULL)
        return PyErr_NoMemory();
    Py_UCS4 before = 0;
    for (Py_ssize_t at = 0; at < text.end; at++) {
        Py_UCS4 letter = AT(text, at);
        Py_UCS2 written = letter < TABLED ? lower_of_plain[letter] : is_plain(letter) ? (Py_UCS2)one_way(letter) : 0;
        if (written == 0 || (letter == ' ' && before == ' ')) {
            PyMem_Free(lower);
            Py_RETURN_NONE;
        }
        lower[at] = written;
        before = letter;
    }
    for (Py_ssize_t at = 1; at < text.end; at++) {
        Py_UCS2 first = lower[at - 1];
        if ((first == 'o' || first == 'u' || first == 't') && lower[at] >= 0xE0)
            shift_tone(lower, at, text.end);
    }
    PyObject *made = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, lower, text.end);
    PyMem_Free(lower);
    return made;
}

/* ---------------------------------------------------------------- digits and capitals */

static int
append_number(PyObject *list, Py_ssize_t number)
{
    PyObject *boxed = PyLong_FromSsize_t(number);
    if (boxed == NULL)
        return -1;
    int failed = PyList_Append(list, boxed);
    Py_DECREF(boxed);
    return failed;
}

PyObject *
digits(PyObject *module, PyObject *lower)
{
    Stretch text;
    if (stretch_of(lower, 0, PY_SSIZE_T_MAX, &text) < 0)
        return NULL;
    PyObject *starts = PyList_New(0), *ends = PyList_New(0);
    if (starts == NULL || ends == NULL)
        goto failed;
    for (Py_ssize_t at = 0; at < text.end; at++) {
        if (!(kind_of(AT(text, at)) & DIGIT))
            continue;
        if (append_number(starts, at) < 0)
            goto failed;
        while (++at < text.end && (kind_of(AT(text, at)) & DIGIT)) {
        }
        if (append_number(ends, at) < 0)
            goto failed;
    }
    return Py_BuildValue("(NN)", starts, ends);
failed:
    Py_XDECREF(starts);
    Py_XDECREF(ends);
    return NULL;
}

static Py_ssize_t
end_of_capitalised(const Stretch *text, Py_ssize_t at)
{
    while (++at < text->end) {
        Py_UCS4 letter = AT(*text, at);
        if (!(kind_of(letter) & WORD) && letter != '\'' && letter != 0x2018 && letter != 0x2019)
            break;
    }
    return at;
}

PyObject *
capitals(PyObject *module, PyObject *surface)
{
    Stretch text;
    if (stretch_of(surface, 0, PY_SSIZE_T_MAX, &text) < 0)
        return NULL;
    PyObject *runs = PyList_New(0);
    if (runs == NULL)
        return NULL;
    Py_ssize_t at = 0;
    while (at < text.end) {
        if (!(kind_of(AT(text, at)) & UPPER)) {
            at++;
            continue;
        }
        Py_ssize_t end = end_of_capitalised(&text, at);
        while (end + 1 < text.end && AT(text, end) == ' ' && (kind_of(AT(text, end + 1)) & UPPER))
            end = end_of_capitalised(&text, end + 1);
        PyObject *run = pair_of(at, end);
        if (run == NULL || PyList_Append(runs, run) < 0) {
            Py_XDECREF(run);
            Py_DECREF(runs);
            return NULL;
        }
        Py_DECREF(run);
        at = end;
    }
    return runs;
}

/* ---------------------------------------------------------------- words */

#define KEPT_WORDS 8192
#define LONGEST_KEPT 24

static PyObject *kept_words[KEPT_WORDS];
/* Words come again and again: those met last are kept, each at the place that its letters tell. */

static inline Py_hash_t
mixed(Py_hash_t hash, Py_UCS4 letter)
{
    return (Py_hash_t)(((size_t)hash ^ letter) * 0x01000193u);
}

static int
is_word_at(PyObject *word, const Stretch *text, Py_ssize_t start, Py_ssize_t length)
{
    if (PyUnicode_GET_LENGTH(word) != length)
        return 0;
    int kind = PyUnicode_KIND(word);
    const void *data = PyUnicode_DATA(word);
    if (kind == text->kind)
        return memcmp(data, (const char *)text->data + start * kind, (size_t)(length * kind)) == 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        if (PyUnicode_READ(kind, data, at) != AT(*text, start + at))
            return 0;
    }
    return 1;
}

static PyObject *
word_at(PyObject *lower, const Stretch *text, Py_ssize_t start, Py_ssize_t end)
{
    if (end - start > LONGEST_KEPT)
        return PyUnicode_Substring(lower, start, end);
    Py_hash_t hash = 0;
    for (Py_ssize_t at = start; at < end; at++)
        hash = mixed(hash, AT(*text, at));
    PyObject **kept = &kept_words[((size_t)hash ^ ((size_t)hash >> 15)) % KEPT_WORDS];
    if (*kept != NULL && is_word_at(*kept, text, start, end - start))
        return Py_NewRef(*kept);
    PyObject *word = PyUnicode_Substring(lower, start, end);
    if (word != NULL)
        Py_XSETREF(*kept, Py_NewRef(word));
    return word;
}

typedef struct {
    PyObject *words, *starts, *ends;
} Found;

static int
add_word(Found *found, PyObject *word, Py_ssize_t start, Py_ssize_t end)
{
    if (word == NULL)
        return -1;
    int failed = PyList_Append(found->words, word);
    Py_DECREF(word);
    return failed < 0 || append_number(found->starts, start) < 0 || append_number(found->ends, end) < 0 ? -1 : 0;
}

static Py_ssize_t
end_of_alnum(const Stretch *text, Py_ssize_t at, Py_ssize_t end)
{
    while (at < end && (kind_of(AT(*text, at)) & ALNUM))
        at++;
    return at;
}

/* Whether a word with marks in it is a compound: not one in capitals without case, such as numbers. */
static int
is_compound(PyObject *word)
{
    PyObject *upper = PyObject_CallMethod(word, "upper", NULL);
    if (upper == NULL)
        return -1;
    int same = PyUnicode_Compare(word, upper) == 0;
    Py_DECREF(upper);
    return PyErr_Occurred() ? -1 : !same;
}

/* The words of a token that marks part or join: "lũy", "kế" and "nông-lâm". */
static int
add_parts(Found *found, PyObject *lower, const Stretch *text, Py_ssize_t at, Py_ssize_t end, int *compounds)
{
    while (at < end) {
        if (!(kind_of(AT(*text, at)) & ALNUM)) {
            at++;
            continue;
        }
        Py_ssize_t start = at;
        int joined = 0;
        at = end_of_alnum(text, at, end);
        while (at + 1 < end) {
            Py_UCS4 mark = AT(*text, at);
            if (mark != '.' && mark != '/' && mark != '\'' && mark != '&' && mark != '-')
                break;
            Py_ssize_t after = end_of_alnum(text, at + 1, end);
            if (after == at + 1)
                break;
            at = after;
            joined = 1;
        }
        PyObject *word = word_at(lower, text, start, at);
        if (word != NULL && joined && !*compounds) {
            int compound = is_compound(word);
            if (compound < 0)
                Py_CLEAR(word);
            else
                *compounds = compound;
        }
        if (add_word(found, word, start, at) < 0)
            return -1;
    }
    return 0;
}

static int
add_token(Found *found, PyObject *lower, const Stretch *text, Py_ssize_t start, Py_ssize_t end, int *compounds)
{
    Py_ssize_t alnum = end_of_alnum(text, start, end), last = end;
    while (last > alnum) {
        Py_UCS4 mark = AT(*text, last - 1);
        if (mark != ',' && mark != '.' && mark != ';' && mark != ':' && mark != ')' && mark != '%')
            break;
        last--;
    }
    if (alnum == last)
        return last > start ? add_word(found, word_at(lower, text, start, last), start, last) : 0;
    for (Py_ssize_t at = alnum; at < last; at++)
        *compounds |= AT(*text, at) == '_';
    return add_parts(found, lower, text, start, end, compounds);
}

PyObject *
words_in(PyObject *module, PyObject *const *arguments, Py_ssize_t count)
{
    Stretch text;
    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "words_in takes a text, a start and an end");
        return NULL;
    }
    Py_ssize_t start = PyLong_AsSsize_t(arguments[1]), end = PyLong_AsSsize_t(arguments[2]);
    if (PyErr_Occurred() || stretch_of(arguments[0], start, end, &text) < 0)
        return NULL;
    Found found = {PyList_New(0), PyList_New(0), PyList_New(0)};
    int compounds = 0;
    if (found.words == NULL || found.starts == NULL || found.ends == NULL)
        goto failed;
    for (Py_ssize_t at = text.start; at < text.end; at++) {
        Py_ssize_t token = at;
        while (at < text.end && AT(text, at) != ' ')
            at++;
        if (add_token(&found, arguments[0], &text, token, at, &compounds) < 0)
            goto failed;
    }
    return Py_BuildValue("(NNNN)", found.words, found.starts, found.ends, PyBool_FromLong(compounds));
failed:
    Py_XDECREF(found.words);
    Py_XDECREF(found.starts);
    Py_XDECREF(found.ends);
    return NULL;
}

/* How many of the sorted numbers from `first` on are less than `bound`, or not more where `or_equal`; -1 with an error. */
static Py_ssize_t
bisected(PyObject *numbers, Py_ssize_t first, Py_ssize_t bound, int or_equal)
{
    Py_ssize_t last = PyList_GET_SIZE(numbers);
    while (first < last) {
        Py_ssize_t middle = (first + last) / 2, number = PyLong_AsSsize_t(PyList_GET_ITEM(numbers, middle));
        if (number == -1 && PyErr_Occurred())
            return -1;
        if (number < bound || (or_equal && number == bound))
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

PyObject *
words_between(PyObject *module, PyObject *const *arguments, Py_ssize_t count)
{
    if (count != 4 || !PyList_Check(arguments[0]) || !PyList_Check(arguments[1])) {
        PyErr_SetString(PyExc_TypeError, "words_between takes two lists and two offsets");
        return NULL;
    }
    Py_ssize_t left = PyLong_AsSsize_t(arguments[2]), right = PyLong_AsSsize_t(arguments[3]);
    if (PyErr_Occurred())
        return NULL;
    Py_ssize_t first = bisected(arguments[0], 0, left, 0);
    Py_ssize_t last = first < 0 ? -1 : bisected(arguments[1], first, right, 1);
    return last < 0 ? NULL : pair_of(first, last);
}

/* Whether a phrase stands among words, the first of which is `at`, with single blanks between its own; -1 with an error. */
static int
stands_at(PyObject *phrase, Py_ssize_t at, PyObject *const *lists)
{
    Py_ssize_t count = PyTuple_GET_SIZE(phrase), letters = count - 1;
    if (count == 1)
        return 1;
    if (at + count > PyList_GET_SIZE(lists[0]))
        return 0;
    for (Py_ssize_t index = 0; index < count; index++) {
        PyObject *word = PyTuple_GET_ITEM(phrase, index), *other = PyList_GET_ITEM(lists[0], at + index);
        int same = index == 0 || word == other ? 1 : PyObject_RichCompareBool(word, other, Py_EQ);
        if (same <= 0)
            return same;
        letters += PyUnicode_GET_LENGTH(word);
    }
    Py_ssize_t start = PyLong_AsSsize_t(PyList_GET_ITEM(lists[1], at));
    Py_ssize_t end = PyLong_AsSsize_t(PyList_GET_ITEM(lists[2], at + count - 1));
    return PyErr_Occurred() ? -1 : end - start == letters;
}

PyObject *
stand_among(PyObject *module, PyObject *const *arguments, Py_ssize_t count)
{
    if (count != 4 || !PyDict_Check(arguments[0]) || !PyList_Check(arguments[1]) || !PyList_Check(arguments[2])
        || !PyList_Check(arguments[3]) || PyList_GET_SIZE(arguments[1]) > PyList_GET_SIZE(arguments[2])
        || PyList_GET_SIZE(arguments[1]) > PyList_GET_SIZE(arguments[3])) {
        PyErr_SetString(PyExc_TypeError, "stand_among takes phrases and three lists, one entry for each word");
        return NULL;
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(arguments[1]); at++) {
        PyObject *phrases = PyDict_GetItemWithError(arguments[0], PyList_GET_ITEM(arguments[1], at));
        if (phrases == NULL && PyErr_Occurred())
            return NULL;
        for (Py_ssize_t index = 0; phrases != NULL && index < PyTuple_GET_SIZE(phrases); index++) {
            int found = stands_at(PyTuple_GET_ITEM(phrases, index), at, arguments + 1);
            if (found != 0)
                return found < 0 ? NULL : Py_NewRef(Py_True);
        }
    }
    Py_RETURN_FALSE;
}

/* ---------------------------------------------------------------- where wanted words begin */

typedef struct {
    PyObject_HEAD
    PyObject **table; /* words by what their letters tell, a power of two of places, at most half of them taken */
    Py_ssize_t places, taken;
} Wanted;

static Py_ssize_t
place_of(const Wanted *wanted, const Stretch *text, Py_ssize_t start, Py_ssize_t end, Py_hash_t hash)
{
    size_t mask = (size_t)wanted->places - 1, at = ((size_t)hash ^ ((size_t)hash >> 15)) & mask;
    while (wanted->table[at] != NULL && !is_word_at(wanted->table[at], text, start, end - start))
        at = (at + 1) & mask;
    return (Py_ssize_t)at;
}

static Py_ssize_t
place_of_word(const Wanted *wanted, PyObject *word)
{
    Stretch text;
    if (stretch_of(word, 0, PY_SSIZE_T_MAX, &text) < 0)
        return -1;
    Py_hash_t hash = 0;
    for (Py_ssize_t at = 0; at < text.end; at++)
        hash = mixed(hash, AT(text, at));
    return place_of(wanted, &text, 0, text.end, hash);
}

static int
make_room(Wanted *wanted)
{
    if (2 * (wanted->taken + 1) <= wanted->places)
        return 0;
    PyObject **old = wanted->table;
    Py_ssize_t before = wanted->places, places = before ? 2 * before : 256;
    PyObject **table = PyMem_Calloc((size_t)places, sizeof(PyObject *));
    if (table == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    wanted->table = table;
    wanted->places = places;
    for (Py_ssize_t at = 0; at < before; at++) {
        if (old[at] != NULL)
            table[place_of_word(wanted, old[at])] = old[at];
    }
    PyMem_Free(old);
    return 0;
}

static PyObject *
wanted_update(Wanted *self, PyObject *words)
{
    PyObject *iterator = PyObject_GetIter(words), *word;
    if (iterator == NULL)
        return NULL;
    while ((word = PyIter_Next(iterator)) != NULL) {
        Py_ssize_t at = make_room(self) < 0 ? -1 : place_of_word(self, word);
        if (at < 0) {
            Py_DECREF(word);
            Py_DECREF(iterator);
            return NULL;
        }
        if (self->table[at] == NULL) {
            self->table[at] = word;
            self->taken++;
        }
        else
            Py_DECREF(word);
    }
    Py_DECREF(iterator);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

static int
add_start(PyObject *found, PyObject *word, PyObject **starts, Py_ssize_t start)
{
    if (*starts == NULL) {
        *starts = PyList_New(0);
        if (*starts == NULL)
            return -1;
        int failed = PyDict_SetItem(found, word, *starts);
        Py_DECREF(*starts); /* the dictionary keeps it */
        if (failed < 0)
            return -1;
    }
    return append_number(*starts, start);
}

static PyObject *
wanted_starts_in(Wanted *self, PyObject *lower)
{
    Stretch text;
    if (stretch_of(lower, 0, PY_SSIZE_T_MAX, &text) < 0)
        return NULL;
    PyObject *found = PyDict_New();
    if (found == NULL || self->taken == 0)
        return found;
    PyObject **starts = PyMem_Calloc((size_t)self->places, sizeof(PyObject *));
    if (starts == NULL) {
        Py_DECREF(found);
        return PyErr_NoMemory();
    }
    for (Py_ssize_t at = 0; at < text.end; at++) {
        Py_UCS4 letter = AT(text, at);
        if (!(kind_of(letter) & ALNUM))
            continue;
        Py_ssize_t start = at;
        Py_hash_t hash = 0;
        do {
            hash = mixed(hash, letter);
        } while (++at < text.end && (kind_of(letter = AT(text, at)) & ALNUM));
        Py_ssize_t place = place_of(self, &text, start, at, hash);
        if (self->table[place] != NULL && add_start(found, self->table[place], &starts[place], start) < 0) {
            Py_CLEAR(found);
            break;
        }
    }
    PyMem_Free(starts);
    return found;
}

static void
wanted_dealloc(Wanted *self)
{
    PyTypeObject *type = Py_TYPE(self);
    for (Py_ssize_t at = 0; at < self->places; at++)
        Py_XDECREF(self->table[at]);
    PyMem_Free(self->table);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyMethodDef wanted_methods[] = {
    {"update", (PyCFunction)wanted_update, METH_O, "Adds words."},
    {"starts_in", (PyCFunction)wanted_starts_in, METH_O, "Where each of the words begins in a text."},
    {NULL},
};

static PyType_Slot wanted_slots[] = {
    {Py_tp_doc, "Words of letters and digits that are looked for in texts."},
    {Py_tp_dealloc, wanted_dealloc},
    {Py_tp_methods, wanted_methods},
    {0, NULL},
};

PyType_Spec wanted_spec = {
    .name = "solieu._native.Wanted",
    .basicsize = sizeof(Wanted),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = wanted_slots,
};

/* ---------------------------------------------------------------- once */

typedef struct {
    PyObject_HEAD
    PyObject *function, *given;
    vectorcallfunc call;
} Once;

static PyObject *
once_call(Once *self, PyObject *const *arguments, size_t count, PyObject *names)
{
    if (PyVectorcall_NARGS(count) || (names != NULL && PyTuple_GET_SIZE(names))) {
        PyErr_SetString(PyExc_TypeError, "it takes no arguments");
        return NULL;
    }
    if (self->given == NULL) {
        PyObject *given = PyObject_CallNoArgs(self->function);
        if (given == NULL)
            return NULL;
        Py_XSETREF(self->given, given);
    }
    return Py_NewRef(self->given);
}

static int
once_traverse(Once *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->function);
    Py_VISIT(self->given);
    return 0;
}

static int
once_clear(Once *self)
{
    Py_CLEAR(self->function);
    Py_CLEAR(self->given);
    return 0;
}

static void
once_dealloc(Once *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    once_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
once_new(PyTypeObject *type, PyObject *arguments, PyObject *names)
{
    PyObject *function;
    if (!PyArg_ParseTuple(arguments, "O", &function))
        return NULL;
    Once *self = (Once *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->function = Py_NewRef(function);
        self->call = (vectorcallfunc)once_call;
    }
    return (PyObject *)self;
}

static PyObject *
once_get_wrapped(Once *self, void *closure)
{
    return Py_NewRef(self->function);
}

static PyObject *
once_get_doc(Once *self, void *closure)
{
    return PyObject_GetAttrString(self->function, "__doc__");
}

static PyGetSetDef once_attributes[] = {
    {"__wrapped__", (getter)once_get_wrapped},
    {"__doc__", (getter)once_get_doc},
    {NULL},
};

static PyMemberDef once_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Once, call), READONLY},
    {NULL},
};

static PyType_Slot once_slots[] = {
    {Py_tp_new, once_new},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_traverse, once_traverse},
    {Py_tp_clear, once_clear},
    {Py_tp_dealloc, once_dealloc},
    {Py_tp_getset, once_attributes},
    {Py_tp_members, once_members},
    {0, NULL},
};

PyType_Spec once_spec = {
    .name = "solieu._native.once",
    .basicsize = sizeof(Once),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .slots = once_slots,
};

void
fill_scan_tables(void)
{
    for (Py_UCS4 letter = 0; letter < TABLED; letter++)
        lower_of_plain[letter] = is_plain(letter) ? (Py_UCS2)one_way(letter) : 0;
}
