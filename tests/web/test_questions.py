"""What learners ask: every answer is an address, and what it says is true of the matrices there."""

import re

import numpy as np
import pytest

from app.engine.spec import Limits
from app.engine.trace import Trace, units_off
from app.engine.training import Runs
from app.web.address import canonical, parse
from app.web.markup import notes
from app.web.moment import Moment
from app.web.questions import QUESTIONS, Question

RUNS = Runs(1 << 20)
MOMENTS = [
    pytest.param(moment, id=f"{question.slug} {index}")
    for question in QUESTIONS
    for index, moment in enumerate([question.moment, *(other for _, other in question.more)])
]
BY_SLUG = {question.slug: question for question in QUESTIONS}


def others(question: Question) -> list[Trace]:
    return [moment.trace(RUNS) for _, moment in question.more]


def close(a, b):
    return np.allclose(a, b, rtol=0, atol=1e-12)


def is_the_whole_formula(v, _):
    return (
        close(v["dZ1"], (v["W2"].T @ v["dZ2"]) * v["gprime1"])
        and set(np.unique(v["gprime1"])) == {0, 1}
        and (v["dA1"][v["gprime1"] == 0] != 0).all()
    )


def sums_over_the_wires(v, _):
    return close(v["dA1"][0, 0], sum(v["W2"][j, 0] * v["dZ2"][j, 0] for j in range(3)))


def fits_only_transposed(v, _):
    return v["W2"].shape[1] != v["dZ2"].shape[0] and close(v["dA1"], v["W2"].T @ v["dZ2"])


def meets_row_by_row(v, _):
    return close(v["dW2"], np.einsum("ji,ki->jk", v["dZ2"], v["A1"]) / 5)


def averages_only_at_the_end(v, question):
    _, habit = others(question)
    moved = habit.values
    return (
        close(v["J"], v["L"].mean())
        and close(v["dZ2"], v["A2"] - v["Y"])
        and close(moved["dZ2"] * 5, v["dZ2"])
        and all(close(moved[name], v[name]) for name in ("dW1", "db1", "dW2", "db2"))
    )


def fits_either_way(v, _):
    both = v["dA1"] @ v["gprime1"]
    return both.shape == v["dZ1"].shape and not close(both, v["dZ1"])


def sums_rows(v, _):
    return close(v["db2"], v["dZ2"].sum(1, keepdims=True) / 5)


def says_too_much_and_too_little(v, question):
    (long_way,) = others(question)
    return (
        close(v["dZ2"].sum(0), 0)
        and ((v["dZ2"] < 0) == (v["Y"] == 1)).all()
        and np.allclose(long_way.values["dZ2"], v["dZ2"], atol=1e-9)
    )


def is_a_slope_of_one_loss(v, _):
    (k, i), h = BY_SLUG["dZ"].moment.cell, 1e-6

    def losses(move):
        z = v["Z2"].copy()
        z[k, i] += move
        return np.log(np.exp(z).sum(0)) - (v["Y"] * z).sum(0)

    slopes = (losses(h) - losses(-h)) / (2 * h)
    expected = np.zeros(4)
    expected[i] = v["dZ2"][k, i]
    return np.allclose(slopes, expected, atol=1e-8) and v["dZ2"][k, i] < 0


def has_its_variable_s_shape(v, _):
    return close(v["W2_next"], v["W2"] - 0.5 * v["dW2"]) and all(
        v[name].shape == v[name[1:]].shape for name in v if re.fullmatch(r"d[WbZA]\d", name)
    )


def is_a_row_the_other_way(v, question):
    row = v["dZ2"].T
    dz, da = (
        [float(n.replace("−", "-")) for n in numbers.split(",")]
        for numbers in re.findall(r"\(((?:−?0\.\d\d,? ?)+)\)", question.answer)
    )
    return (
        (row.shape, v["W2"].shape) == ((1, 3), (3, 4))
        and close((row @ v["W2"]).T, v["dA1"])
        and np.array_equal(row.round(2), [dz])
        and np.array_equal((row @ v["W2"]).round(2), [da])
    )


def scales_instead(v, question):
    (tanh,) = others(question)
    slope, a = v["gprime1"], v["A1"]
    saturated = (a < 0.05) | (a > 0.95)
    return (
        close(slope, a * (1 - a))
        and (slope <= 0.25).all()
        and saturated.any()
        and (slope[saturated] < 0.05).all()
        and all(
            saturated[moment.cell] and 0.005 < found.values["gprime1"][moment.cell] < 0.05
            for moment, found in (
                (question.moment, question.moment.trace(RUNS)),
                (question.more[0][1], tanh),
            )
        )
        and close(tanh.values["gprime1"], 1 - tanh.values["A1"] ** 2)
    )


def asks_nothing_of_layer_1(v, question):
    (reaching,) = others(question)
    (row,) = np.flatnonzero(units_off(v, 2))
    rest = np.delete(np.arange(4), row)
    without = v["W2"][rest].T @ v["dZ2"][rest]
    return (
        row == question.moment.cell[0]
        and (v["dA2"][row] != 0).all()
        and not v["dZ2"][row].any()
        and not v["dW2"][row].any()
        and not v["db2"][row].any()
        and close(reaching.values["dA1"], without)
        and without.any()
    )


def learns_only_in_the_last_bias(v, _):
    return (
        not any(v[name].any() for name in ("W2", "dA1", "A1", "dW2", "dW1", "db1"))
        and v["db2"].all()
        and v["dZ2"].all()
    )


def throws_all_units_off(v, question):
    before, overflow = others(question)
    spec = question.moment.spec
    on = [~units_off(Moment(spec, iteration=k).trace(RUNS).values, 1) for k in range(8)]
    b2 = [before.values[name][question.more[0][1].cell] for name in ("b1", "b1_next")]
    return (
        [list(np.flatnonzero(units)) for units in on] == [[0, 1, 2, 3], [1, 2, 3], *[[1]] * 5, []]
        and [round(b, 2) for b in b2] == [0.16, -4.97]
        and (v["Z1"] < 0).all()
        and not any(v[name].any() for name in ("A1", "dW2", "dW1", "db1"))
        and v["db2"].all()
        and overflow.nonfinite
        and (overflow.nonfinite.iteration, overflow.nonfinite.step) == (10, "L")
    )


CLAIMS = {
    "formula": is_the_whole_formula,
    "dA": sums_over_the_wires,
    "transpose": fits_only_transposed,
    "outer": meets_row_by_row,
    "mean": averages_only_at_the_end,
    "product": fits_either_way,
    "db": sums_rows,
    "output": says_too_much_and_too_little,
    "dZ": is_a_slope_of_one_loss,
    "shape": has_its_variable_s_shape,
    "rows": is_a_row_the_other_way,
    "slope": scales_instead,
    "off": asks_nothing_of_layer_1,
    "zeros": learns_only_in_the_last_bias,
    "step": throws_all_units_off,
}


def test_fifteen_questions_each_with_its_claim():
    assert list(CLAIMS) == [question.slug for question in QUESTIONS]
    assert len(set(CLAIMS)) == 15


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_answer_is_true_of_the_matrices_there(question):
    values = question.moment.trace(RUNS).values
    assert CLAIMS[question.slug](values, question)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_step_gives_the_reason(question):
    step = question.moment.trace(RUNS).program.by_name[question.moment.step]
    assert question.key in " ".join([step.why, *notes(step)])


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_is_a_canonical_address_that_answers(client, moment):
    assert canonical(parse(moment.spec, Limits())) == moment.spec
    reply = client.get(moment.address)
    assert reply.status_code == 200
    assert f'data-iteration="{moment.iteration}" data-step="{moment.step}"' in reply.text
    if moment.cell:
        rows, columns = moment.trace(RUNS).values[moment.step].shape
        assert moment.cell[0] < rows and moment.cell[1] < columns


def test_the_page_holds_them_all_by_anchor(client):
    text = client.get("/questions").text
    for question in QUESTIONS:
        section = text.split(f'id="{question.slug}"')[1].split("</article>")[0]
        assert f'href="{question.moment.address.replace("&", "&amp;")}"' in section
        assert "<math" in section or "(" not in question.asks
        assert 'class="picture"' in section
    assert r"\(" not in text
