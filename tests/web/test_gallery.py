"""Worked examples: what is printed elsewhere is true to its source, and what is said of it true."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from app.engine.training import Runs
from app.web import examples
from app.web.examples import LESSONS
from app.web.gallery import CASES, compare
from app.web.presets import PRESETS

PUBLISHED = json.loads((Path(__file__).parents[1] / "data/published.json").read_text())["cases"]
SOURCES = dict(
    mazur="mazur_2015",
    yeh="tom_yeh_backprop",
    geoj="geoj_relu_softmax",
    stanford="stanford_ex4_lambda3",
    flower="c1w3_flower_seed2",
    spiral="cs231n_spiral_relu",
)
RUNS = Runs(1 << 22)
WORK = 200_000_000
"""Multiply-adds to the last figure made in these tests; what is beyond, the engine's tests make."""

every_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


def compared(case):
    parts = compare(case, [one for one in case.figures if one.reach * case.spec.work <= WORK], RUNS)
    while True:
        try:
            next(parts)
        except StopIteration as stop:
            return stop.value


@every_case
def test_its_network_and_figures_are_those_of_the_source(case, count):
    source = next(one for one in PUBLISHED if one["id"] == SOURCES[case.slug])
    for name, values in {"X": source["X"], "Y": source["Y"], **source["params"]}.items():
        ours = case.spec.initial[name] if name[0] in "Wb" else getattr(case.spec, name)
        assert np.array_equal(ours, values), name
    printed = {(k, name): np.array(rows, float) for k, name, rows, _ in source["printed"]}
    for one in case.figures:
        name = (one.iteration, one.matrix)
        if one.matrix.endswith("_next"):
            name = (one.iteration + 1, one.matrix.removesuffix("_next"))
        known = printed.pop(name, None)
        if known is not None:
            times = case.spec.m if one.times else 1
            ours = [[np.nan if t == "?" else float(t) for t in row] for row in one.entries]
            off = np.abs(np.array(ours) / times - known)
            assert np.nanmax(off) <= 1e-12, name
            count("published figures", int((~np.isnan(off)).sum()))
    assert set(printed) <= {(9999, "J")}


@every_case
def test_what_agrees_and_what_differs(case):
    for one in compared(case):
        figure = one.figure
        expected = "differs" if figure.made else "near" if figure.within else "agrees"
        assert one.status in {expected, "agrees"} - ({"agrees"} if figure.made else set()), figure
        assert one.explained, figure
        if figure.within:
            rows = [(float(p.replace("−", "-")), float(h.replace("−", "-")))
                    for row in one.rows for p, h, _ in row]  # fmt: skip
            assert max(abs(p - h) for p, h in rows) <= figure.within + 1e-12, figure


def test_the_spreadsheet_is_wrong_just_where_the_page_says():
    wrong = {
        one.figure.matrix: sorted({i for i, row in enumerate(one.rows, 1) if not row[0][2]})
        for one in compared(CASES["yeh"])
        if one.status == "differs"
    }
    assert wrong == {"dW2": [1], "db2": [1], "dA1": [2, 3], "dW1": [2, 3], "db1": [2, 3]}


def test_the_famous_error_comes_of_weights_updated_too_early():
    one = next(one for one in compared(CASES["mazur"]) if one.figure.iteration == 1)
    (((printed, ours, fine),),) = one.rows
    (((_, made, explained),),) = one.made
    assert (printed, ours, fine) == ("0.291027924", "0.29102777369", False)
    assert made == "0.29102792391" and explained
    assert one.verdict == "differs from decimal 7 on"


def test_figures_far_away_are_rows_made_apart_and_kept(client):
    examples._made.clear()
    assert "0.01591362044" not in client.get("/examples").text
    rows = client.get("/examples/mazur/figures").text
    assert re.findall('data-status="(.+?)"', rows) == ["differs", "differs"]
    assert rows.count("as printed") == 2 and "0.01591362044" in rows and "0.01591219633" in rows
    assert "0.01591362044" in client.get("/examples").text


@every_case
def test_the_page_shows_it_and_leads_there(client, case):
    section = client.get("/examples").text.split(f'id="{case.slug}"')[1].split("</article>")[0]
    assert case.net in section and 'class="picture"' in section and "\\(" not in section
    assert section.count("data-status=") in {len(case.now), len(case.figures)}
    for address in dict.fromkeys(re.findall(r'href="(/[^"]+step=[^"]+)"', section)):
        reply = client.get(address.replace("&amp;", "&"), follow_redirects=False)
        assert reply.status_code in (200, 307), address
    reply = client.get(f"/examples/{case.slug}?iteration=1&step=J")
    assert 'data-iteration="1" data-step="J"' in reply.text
    assert case.net.startswith("-".join(map(str, case.spec.layers)) + ",")


def test_what_is_no_example_is_said(client):
    for path in ("/examples/none", "/examples/none/figures"):
        reply = client.get(path)
        assert reply.status_code == 404 and "/examples" in reply.json()["detail"]


def test_every_lesson_is_a_net_of_the_menu(client):
    text = client.get("/examples").text.split('id="lessons"')[1]
    for slug in LESSONS:
        preset = next(preset for preset in PRESETS if preset.slug == slug)
        section = text.split(f'id="{slug}"')[1].split("</article>")[0]
        assert preset.label in section and preset.moment.address.replace("&", "&amp;") in section
