/* Runs the programs of solieu/programs.py: a pattern of re at one place of a text.
 *
 * re sets up its state, its stack and a match object for each try, most of which fail at the first letters.
 */

#include "program.h"

#define DEEPEST 600 /* so many choices are open at once, at most */

/* As solieu/programs.py numbers them, with what their numbers are. */
enum {
    ACCEPT,          /* a match ends here */
    ACCEPT_PART,     /* and so does a part of one, which is matched once for all */
    LETTERS,         /* where in the program's letters, how many */
    ONE_OF,          /* a class */
    WAYS,            /* the first way, how many */
    MARK,            /* where a group begins (2 times its number) or ends (one more) */
    MOST,            /* a class, how many letters at least, at most, the class of what follows or -1; fewer where need be */
    FEWEST,          /* the same; more where need be */
    ALL,             /* the same; never fewer */
    LOOP,            /* opens what is done again and again: the next step is one of the two that follow */
    AGAIN_MOST,      /* how often at least, at most, the step that begins what is done; as often as it goes */
    AGAIN_FEWEST,    /* the same; no more often than need be */
    LOOK,            /* the first step of a part, how many letters back it begins, whether it must not match */
    LOOK_AT_LETTER,  /* a class, -1 for the letter before, whether it must be none of it */
    AT_START,
    AT_END,          /* or before the last line end */
    AT_LINE_START,
    AT_LINE_END,
    AT_VERY_END,
    AT_WORD_EDGE,
    ONCE_FOR_ALL,    /* the first step of a part */
    SAME_AGAIN,      /* a group */
    KINDS_OF_STEPS,
};

typedef struct {
    unsigned char table[TABLED / 8]; /* a bit for each letter below */
    int negated, kinds; /* a bit for each of 0 a digit, 1 none, 2 a blank, 3 none, 4 of a word, 5 none */
    Py_ssize_t count;
    Py_UCS4 *stretches; /* pairs of the first and the last letter */
} Class;

typedef struct {
    int kind, next, numbers[4];
} Step;

typedef struct {
    int letter; /* that it begins with, or -1 */
    const Class *letters;
    int step, only;
} Way;

struct Program {
    int start, groups;
    Py_ssize_t step_count, way_count, class_count, letter_count;
    Step *steps;
    Way *ways;
    const Class **classes;
    Py_UCS4 *letters;
    PyObject *names, *numbers; /* of the groups: number to name or None, name to number */
};

/* ---------------------------------------------------------------- classes of letters */

static PyObject *all_classes; /* what tells of each, and a capsule of it: many patterns have the same ones; kept for good */

static int
is_in_slowly(const Class *letters, Py_UCS4 letter)
{
    int kind = kind_of(letter), found = 0;
    for (Py_ssize_t at = 0; at < letters->count && !found; at++)
        found = letters->stretches[2 * at] <= letter && letter <= letters->stretches[2 * at + 1];
    if (!found && letters->kinds) {
        int kinds = 1 << (kind & DIGIT ? 0 : 1) | 1 << (kind & SPACE ? 2 : 3) | 1 << (kind & WORD ? 4 : 5);
        found = (letters->kinds & kinds) != 0;
    }
    return found != letters->negated;
}

static inline int
is_in(const Class *letters, Py_UCS4 letter)
{
    return letter < TABLED ? letters->table[letter / 8] >> letter % 8 & 1 : is_in_slowly(letters, letter);
}

static int
read_class(Class *made, PyObject *told)
{
    PyObject *stretches, *kinds;
    if (!PyArg_ParseTuple(told, "pO!O!", &made->negated, &PyTuple_Type, &stretches, &PyTuple_Type, &kinds))
        return -1;
    made->count = PyTuple_GET_SIZE(stretches);
    made->stretches = PyMem_Calloc(2 * made->count + 1, sizeof(Py_UCS4));
    if (made->stretches == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < made->count; at++) {
        unsigned int first, last;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(stretches, at), "II", &first, &last))
            return -1;
        made->stretches[2 * at] = first;
        made->stretches[2 * at + 1] = last;
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(kinds); at++) {
        long kind = PyLong_AsLong(PyTuple_GET_ITEM(kinds, at));
        if (kind < 0 || kind > 5) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "unknown kind of letters");
            return -1;
        }
        made->kinds |= 1 << kind;
    }
    for (Py_UCS4 letter = 0; made->kinds && letter < TABLED; letter++)
        made->table[letter / 8] |= (unsigned char)((is_in_slowly(made, letter) != made->negated) << letter % 8);
    for (Py_ssize_t at = 0; at < made->count; at++) {
        Py_UCS4 letter = made->stretches[2 * at], last = made->stretches[2 * at + 1];
        for (; letter <= last && letter < TABLED; letter++)
            made->table[letter / 8] |= (unsigned char)(1 << letter % 8);
    }
    for (size_t at = 0; made->negated && at < sizeof made->table; at++)
        made->table[at] = (unsigned char)~made->table[at];
    return 0;
}

static const Class *
class_of(PyObject *told)
{
    if (all_classes == NULL && (all_classes = PyDict_New()) == NULL)
        return NULL;
    PyObject *known = PyDict_GetItemWithError(all_classes, told);
    if (known != NULL)
        return PyCapsule_GetPointer(known, NULL);
    Class *made = PyErr_Occurred() ? NULL : PyMem_Calloc(1, sizeof(Class));
    if (made == NULL)
        return PyErr_Occurred() ? NULL : (Class *)PyErr_NoMemory();
    PyObject *kept = read_class(made, told) < 0 ? NULL : PyCapsule_New(made, NULL, NULL);
    int failed = kept == NULL || PyDict_SetItem(all_classes, told, kept) < 0;
    Py_XDECREF(kept);
    if (!failed)
        return made;
    PyMem_Free(made->stretches);
    PyMem_Free(made);
    return NULL;
}

/* ---------------------------------------------------------------- running */

typedef struct Loop {
    Py_ssize_t begun; /* where the last turn began */
    int turns;
    struct Loop *outer;
} Loop;

typedef struct {
    const Program *program;
    Py_ssize_t end, part_end;
    Loop *loop;
    Found *found;
    int whole, depth;
} Run;

#define LETTER Py_UCS1
#define RUN_FROM run_in_bytes
#include "program_run.h"
#undef LETTER
#undef RUN_FROM

#define LETTER Py_UCS2
#define RUN_FROM run_in_pairs
#include "program_run.h"
#undef LETTER
#undef RUN_FROM

#define LETTER Py_UCS4
#define RUN_FROM run_in_fours
#include "program_run.h"
#undef LETTER
#undef RUN_FROM

int
program_run(const Program *program, const Stretch *text, Py_ssize_t at, int whole, Found *found)
{
    Run run = {.program = program, .end = text->end, .found = found, .whole = whole};
    for (int mark = 2; mark < 2 * program->groups; mark++)
        found->marks[mark] = -1;
    found->marks[0] = at;
    found->last_group = 0;
    if (text->kind == PyUnicode_1BYTE_KIND)
        return run_in_bytes(&run, text->data, program->start, at);
    if (text->kind == PyUnicode_2BYTE_KIND)
        return run_in_pairs(&run, text->data, program->start, at);
    return run_in_fours(&run, text->data, program->start, at);
}

/* ---------------------------------------------------------------- what Python tells */

static int
is_class(const Program *program, int at)
{
    return at >= 0 && at < program->class_count;
}

/* Whether all that a step tells of is there. */
static int
is_sound(const Program *program, const Step *step)
{
    const int *numbers = step->numbers;
    if (step->kind < 0 || step->kind >= KINDS_OF_STEPS || step->next < 0 || step->next >= program->step_count)
        return 0;
    switch (step->kind) {
    case LETTERS:
        return numbers[0] >= 0 && numbers[1] > 0 && numbers[0] + numbers[1] <= program->letter_count;
    case ONE_OF:
    case LOOK_AT_LETTER:
        return is_class(program, numbers[0]);
    case MOST:
    case FEWEST:
    case ALL:
        return is_class(program, numbers[0]) && numbers[1] >= 0 && (numbers[3] < 0 || is_class(program, numbers[3]));
    case WAYS:
        return numbers[0] >= 0 && numbers[1] > 0 && numbers[0] + numbers[1] <= program->way_count;
    case MARK:
        return numbers[0] >= 2 && numbers[0] < 2 * program->groups;
    case SAME_AGAIN:
        return numbers[0] >= 1 && numbers[0] < program->groups;
    case AGAIN_MOST:
    case AGAIN_FEWEST:
        return numbers[2] >= 0 && numbers[2] < program->step_count;
    case LOOK:
    case ONCE_FOR_ALL:
        return numbers[0] >= 0 && numbers[0] < program->step_count && numbers[1] >= 0;
    default:
        return 1;
    }
}

static int
read_steps(Program *program, PyObject *steps)
{
    for (Py_ssize_t at = 0; at < program->step_count; at++) {
        Step *step = &program->steps[at];
        int *numbers = step->numbers;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(steps, at), "iiiiii", &step->kind, &step->next, &numbers[0], &numbers[1],
                              &numbers[2], &numbers[3]))
            return -1;
        if (!is_sound(program, step)) {
            PyErr_SetString(PyExc_ValueError, "a step tells of what is not there");
            return -1;
        }
    }
    return 0;
}

static int
read_ways(Program *program, PyObject *ways)
{
    for (Py_ssize_t at = 0; at < program->way_count; at++) {
        Way *way = &program->ways[at];
        int letters;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(ways, at), "iiip", &way->letter, &letters, &way->step, &way->only))
            return -1;
        way->letters = is_class(program, letters) ? program->classes[letters] : NULL;
        if (way->step < 0 || way->step >= program->step_count) {
            PyErr_SetString(PyExc_ValueError, "a way leads nowhere");
            return -1;
        }
    }
    return 0;
}

static int
read_names(Program *program)
{
    program->numbers = PyDict_New();
    for (int group = 0; program->numbers != NULL && group < program->groups; group++) {
        PyObject *name = PyTuple_GET_ITEM(program->names, group), *number = PyLong_FromLong(group);
        int failed = number == NULL || (name != Py_None && PyDict_SetItem(program->numbers, name, number) < 0);
        Py_XDECREF(number);
        if (failed)
            return -1;
    }
    return program->numbers == NULL ? -1 : 0;
}

static int
read_all(Program *program, PyObject *steps, PyObject *classes, PyObject *ways)
{
    for (Py_ssize_t at = 0; at < program->class_count; at++) {
        program->classes[at] = class_of(PyList_GET_ITEM(classes, at));
        if (program->classes[at] == NULL)
            return -1;
    }
    if (program->start < 0 || program->start >= program->step_count) {
        PyErr_SetString(PyExc_ValueError, "a program has a first step");
        return -1;
    }
    return read_names(program) < 0 || read_ways(program, ways) < 0 ? -1 : read_steps(program, steps);
}

Program *
program_from(PyObject *told)
{
    PyObject *steps, *letters, *classes, *ways, *names;
    int start;
    if (told == Py_None)
        return NULL;
    if (!PyArg_ParseTuple(told, "iO!UO!O!O!", &start, &PyList_Type, &steps, &letters, &PyList_Type, &classes,
                          &PyList_Type, &ways, &PyTuple_Type, &names))
        return NULL;
    Program *program = PyMem_Calloc(1, sizeof(Program));
    if (program == NULL)
        return (Program *)PyErr_NoMemory();
    program->start = start;
    program->groups = (int)PyTuple_GET_SIZE(names);
    program->names = Py_NewRef(names);
    program->step_count = PyList_GET_SIZE(steps);
    program->way_count = PyList_GET_SIZE(ways);
    program->class_count = PyList_GET_SIZE(classes);
    program->letter_count = PyUnicode_GET_LENGTH(letters);
    program->steps = PyMem_Calloc(program->step_count + 1, sizeof(Step));
    program->ways = PyMem_Calloc(program->way_count + 1, sizeof(Way));
    program->classes = PyMem_Calloc(program->class_count + 1, sizeof(Class *));
    program->letters = PyUnicode_AsUCS4Copy(letters);
    if (program->steps == NULL || program->ways == NULL || program->classes == NULL)
        PyErr_NoMemory();
    if (PyErr_Occurred() || read_all(program, steps, classes, ways) < 0) {
        program_free(program);
        return NULL;
    }
    return program;
}

void
program_free(Program *program)
{
    if (program == NULL)
        return;
    PyMem_Free(program->steps);
    PyMem_Free(program->ways);
    PyMem_Free(program->classes);
    PyMem_Free(program->letters);
    Py_XDECREF(program->names);
    Py_XDECREF(program->numbers);
    PyMem_Free(program);
}

int
program_groups(const Program *program)
{
    return program->groups;
}

PyObject *
program_name(const Program *program, int group)
{
    return PyTuple_GET_ITEM(program->names, group);
}

int
program_group(const Program *program, PyObject *which)
{
    PyObject *number = PyLong_Check(which) ? which : PyDict_GetItemWithError(program->numbers, which);
    long group = number == NULL ? -1 : PyLong_AsLong(number);
    if (0 <= group && group < program->groups)
        return (int)group;
    PyErr_Clear();
    PyErr_SetString(PyExc_IndexError, "no such group");
    return -1;
}
