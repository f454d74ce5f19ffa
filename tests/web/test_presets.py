"""The nets of the menu: every address is valid, and what its line says is true there."""

import numpy as np
import pytest

from app.engine.spec import Limits
from app.engine.trace import units_off
from app.engine.training import Runs
from app.web.address import canonical, parse
from app.web.moment import Moment
from app.web.presets import PRESETS

RUNS = Runs(1 << 20)


def rms(matrix):
    return np.sqrt((matrix**2).mean())


def is_2_4_3_on_eight(found):
    return found.spec.layers == (2, 4, 3) and found.spec.data == "spiral" and found.spec.m == 8


def halves(found):
    v = found.values
    return all((v[name] * 2 == np.round(v[name] * 2)).all() for name in ("A0", "W1", "W2", "Z1"))


def fits_every_wrong_product(found):
    v = found.values
    wrong = [v["dZ2"] @ v["A1"], v["dZ2"].T @ v["A1"].T, v["A1"].T @ v["dZ2"], v["dZ2"] * v["A1"].T]
    return {array.shape for name, array in v.items() if name[0] not in "LJbd"} == {
        (3, 3)
    } and not any(np.allclose(product / 3, v["dW2"]) for product in wrong)


def only_the_last_bias_moves(found):
    v = found.values
    moved = {n for n in ("W1", "b1", "W2", "b2") if (v[f"{n}_next"] != v[n]).any()}
    return moved == {"b2"} and not v["dA1"].any()


def one_unit_off(found):
    v, (row,) = found.values, np.flatnonzero(units_off(found.values, 2))
    return not any(v[name][row].any() for name in ("dZ2", "dW2", "db2"))


def shrinks_hundreds_of_times(found):
    v = found.values
    slopes = max(v[f"gprime{layer}"].max() for layer in range(1, 5))
    return slopes <= 0.25 and rms(v["dZ1"]) < rms(v["dZ5"]) / 200


def all_units_off(found):
    return units_off(found.values, 1).all() and not found.values["A1"].any()


def overflows(found):
    at = found.nonfinite
    return at is not None and (at.iteration, at.step) == (9, "L") and found.spec.lr == 4


def separates(found):
    straight = [Moment("data=xor&hidden=none", "A1", k).trace(RUNS).accuracy for k in (100, 500)]
    return found.accuracy == 1 and max(straight) < 1


def is_one_line(found):
    curved = Moment("data=circles&hidden=8", "A2", 100).trace(RUNS)
    later = Moment("data=circles&hidden=8&activation=identity", "A2", 2000).trace(RUNS)
    return found.accuracy == later.accuracy == 0.5 and curved.accuracy == 1


def nearly_all_right(found):
    return found.spec.layers[0] == 64 and found.spec.layers[-1] == 10 and found.accuracy >= 0.95


CLAIMS = {
    "default": is_2_4_3_on_eight,
    "lecture": halves,
    "square-trap": fits_every_wrong_product,
    "zeros": only_the_last_bias_moves,
    "unit-off": one_unit_off,
    "sigmoids": shrinks_hundreds_of_times,
    "all-off": all_units_off,
    "overflow": overflows,
    "xor": separates,
    "straight": is_one_line,
    "digits": nearly_all_right,
}


def test_every_net_has_its_claim_and_the_first_is_the_first_screen():
    assert list(CLAIMS) == [preset.slug for preset in PRESETS]
    assert PRESETS[0].moment.address == "/"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_its_claim_is_true(preset):
    assert CLAIMS[preset.slug](preset.moment.trace(RUNS))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_its_address_is_canonical_and_answers(client, preset):
    moment = preset.moment
    assert canonical(parse(moment.spec, Limits())) == moment.spec
    reply = client.get(moment.address)
    assert reply.status_code == 200
    assert f'data-step="{moment.step or "Z1"}"' in reply.text
    assert str(preset.help) in reply.text
