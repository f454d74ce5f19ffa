"""What steps say in words: true of the very net, and fit to be read aloud."""

import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.program import compile
from app.engine.spec import Spec
from tests.engine.specs import EVERY_NET, updates, ways


def test_titles_are_words_and_the_last_a_has_one_of_its_own():
    """A title is read aloud, and names the browser's tab."""
    for spec in (*updates(), *(spec for one in EVERY_NET for spec in ways(*one))):
        last = len(spec.layers) - 1
        for step in compile(spec).steps:
            assert not set("[]^_$\\") & set(step.title), step.title
            if step.writes == f"A{last}":
                assert step.title == f"What the net says, layer {last}"


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_only_of_a_relu_it_is_said_that_nothing_passes(activation):
    steps = compile(Spec.of({"activation": activation})).by_name
    assert ("nothing passes" in steps["dZ1"].why) == (activation == "relu")
    assert ("nothing passes" in steps["gprime1"].ask) == (activation == "relu")


@pytest.mark.parametrize("data", ["spiral", "sine"])
def test_one_unit_above_is_one_term(data):
    spec = Spec.of({"data": data})
    assert ("so one term" in compile(spec).by_name["dA1"].why) == (spec.layers[-1] == 1)
