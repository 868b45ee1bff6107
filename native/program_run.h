/* A run over letters of one size: included by program.c for each. */

#define TRY(step, at)                                                 \
    do {                                                              \
        if (run->depth >= DEEPEST)                                    \
            return TOO_DEEP;                                          \
        run->depth++;                                                 \
        result = RUN_FROM(run, text, (step), (at));                   \
        run->depth--;                                                 \
    } while (0)

static int
RUN_FROM(Run *run, const LETTER *text, int from, Py_ssize_t at)
{
    const Program *program = run->program;
    const Py_ssize_t end = run->end;
    const Step *step = &program->steps[from];
    int result;
    for (;; step = &program->steps[step->next]) {
        const int *numbers;
    here:
        numbers = step->numbers;
        switch (step->kind) {
        case ACCEPT:
            if (run->whole && at != end)
                return NO_MATCH;
            run->found->marks[1] = at;
            return MATCH;
        case ACCEPT_PART:
            run->part_end = at;
            return MATCH;
        case LETTERS: {
            const Py_UCS4 *letters = program->letters + numbers[0];
            int count = numbers[1];
            if (end - at < count)
                return NO_MATCH;
            for (int index = 0; index < count; index++) {
                if (text[at + index] != letters[index])
                    return NO_MATCH;
            }
            at += count;
            break;
        }
        case ONE_OF:
            if (at >= end || !is_in(program->classes[numbers[0]], text[at]))
                return NO_MATCH;
            at++;
            break;
        case WAYS: {
            const Way *way = &program->ways[numbers[0]], *last = way + numbers[1] - 1;
            int letter = at < end ? (int)text[at] : -2;
            for (;; way++) {
                int may = way->letter >= 0 ? way->letter == letter
                                           : way->letters == NULL || (letter >= 0 && is_in(way->letters, letter));
                if (may && (way->only || way == last))
                    break;
                if (may) {
                    TRY(way->step, at);
                    if (result != NO_MATCH)
                        return result;
                }
                if (way == last)
                    return NO_MATCH;
            }
            step = &program->steps[way->step];
            goto here;
        }
        case MARK: {
            Py_ssize_t *mark = &run->found->marks[numbers[0]], before = *mark;
            int last_group = run->found->last_group;
            *mark = at;
            if (numbers[0] & 1)
                run->found->last_group = numbers[0] / 2;
            TRY(step->next, at);
            if (result == NO_MATCH) {
                *mark = before;
                run->found->last_group = last_group;
            }
            return result;
        }
        case MOST:
        case ALL: {
            const Class *letters = program->classes[numbers[0]];
            Py_ssize_t least = at + numbers[1];
            Py_ssize_t most = end - at > numbers[2] ? at + numbers[2] : end;
            while (at < most && is_in(letters, text[at]))
                at++;
            if (at < least)
                return NO_MATCH;
            if (step->kind == ALL)
                break;
            const Class *wanted = numbers[3] < 0 ? NULL : program->classes[numbers[3]];
            for (; at > least; at--) {
                if (wanted != NULL && (at >= end || !is_in(wanted, text[at])))
                    continue;
                TRY(step->next, at);
                if (result != NO_MATCH)
                    return result;
            }
            break;
        }
        case FEWEST: {
            const Class *letters = program->classes[numbers[0]];
            Py_ssize_t least = at + numbers[1];
            Py_ssize_t most = end - at > numbers[2] ? at + numbers[2] : end;
            if (least > end)
                return NO_MATCH;
            for (; at < least; at++) {
                if (!is_in(letters, text[at]))
                    return NO_MATCH;
            }
            const Class *wanted = numbers[3] < 0 ? NULL : program->classes[numbers[3]];
            for (;; at++) {
                if (wanted == NULL || (at < end && is_in(wanted, text[at]))) {
                    TRY(step->next, at);
                    if (result != NO_MATCH)
                        return result;
                }
                if (at >= most || !is_in(letters, text[at]))
                    return NO_MATCH;
            }
        }
        case LOOP: {
            Loop loop = {.begun = -1, .turns = 0, .outer = run->loop};
            run->loop = &loop;
            TRY(step->next, at);
            run->loop = loop.outer;
            return result;
        }
        case AGAIN_MOST: {
            Loop *loop = run->loop;
            int turns = loop->turns;
            Py_ssize_t begun = loop->begun;
            if (turns < numbers[0] || (turns < numbers[1] && at != begun)) {
                loop->turns = turns + 1;
                if (turns >= numbers[0])
                    loop->begun = at;
                TRY(numbers[2], at);
                if (result != NO_MATCH)
                    return result;
                loop->turns = turns;
                loop->begun = begun;
                run->loop = loop;
                if (turns < numbers[0])
                    return NO_MATCH;
            }
            run->loop = loop->outer;
            TRY(step->next, at);
            run->loop = loop;
            return result;
        }
        case AGAIN_FEWEST: {
            Loop *loop = run->loop;
            int turns = loop->turns;
            Py_ssize_t begun = loop->begun;
            if (turns >= numbers[0]) {
                run->loop = loop->outer;
                TRY(step->next, at);
                run->loop = loop;
                if (result != NO_MATCH || turns >= numbers[1] || at == begun)
                    return result;
                loop->begun = at;
            }
            loop->turns = turns + 1;
            TRY(numbers[2], at);
            loop->turns = turns;
            loop->begun = begun;
            run->loop = loop;
            return result;
        }
        case LOOK:
        case ONCE_FOR_ALL: {
            Loop *loop = run->loop;
            Py_ssize_t back = step->kind == LOOK ? numbers[1] : 0;
            result = NO_MATCH;
            if (at >= back)
                TRY(numbers[0], at - back);
            run->loop = loop;
            if (result == TOO_DEEP)
                return result;
            if (step->kind == LOOK) {
                if ((result == MATCH) == numbers[2])
                    return NO_MATCH;
            }
            else if (result == NO_MATCH)
                return NO_MATCH;
            else
                at = run->part_end;
            break;
        }
        case LOOK_AT_LETTER: {
            Py_ssize_t where = numbers[1] < 0 ? at - 1 : at;
            int found = where >= 0 && where < end && is_in(program->classes[numbers[0]], text[where]);
            if (found == numbers[2])
                return NO_MATCH;
            break;
        }
        case AT_START:
            if (at != 0)
                return NO_MATCH;
            break;
        case AT_END:
            if (at != end && !(at == end - 1 && text[at] == '\n'))
                return NO_MATCH;
            break;
        case AT_LINE_START:
            if (at != 0 && text[at - 1] != '\n')
                return NO_MATCH;
            break;
        case AT_LINE_END:
            if (at != end && text[at] != '\n')
                return NO_MATCH;
            break;
        case AT_VERY_END:
            if (at != end)
                return NO_MATCH;
            break;
        case AT_WORD_EDGE: {
            int before = at > 0 && (kind_of(text[at - 1]) & WORD) != 0;
            int behind = at < end && (kind_of(text[at]) & WORD) != 0;
            if (before == behind)
                return NO_MATCH;
            break;
        }
        case SAME_AGAIN: {
            Py_ssize_t first = run->found->marks[2 * numbers[0]], last = run->found->marks[2 * numbers[0] + 1];
            if (first < 0 || last < first || end - at < last - first)
                return NO_MATCH;
            for (; first < last; first++, at++) {
                if (text[first] != text[at])
                    return NO_MATCH;
            }
            break;
        }
        }
    }
}

#undef TRY
